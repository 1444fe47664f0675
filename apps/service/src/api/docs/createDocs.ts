import { readFileSync } from 'node:fs'
import { PROBLEMS } from '@cinnabar/api-schema'
import { html, raw } from 'hono/html'
import { Hono } from 'hono'
import { groupOperations, type OpenApiDocument } from './operations.ts'

const STYLE = readFileSync(new URL('./style.css', import.meta.url), 'utf8')

/**
 * The API's pages, made on the server from the OpenAPI document: no script and no other host, so that the strictest
 * content security policy holds. `/problems/{code}` is what the `type` of a problem points to.
 */
export function createDocs({ describe }: { describe: () => object }) {
  const app = new Hono()
  app.get('/docs', (c) => c.html(renderDocs(describe() as OpenApiDocument)))
  app.get('/docs/style.css', (c) =>
    c.body(STYLE, 200, {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'public, max-age=3600',
    }),
  )
  app.get('/problems', (c) => c.redirect('/docs#problems'))
  app.get('/problems/:code', (c) => c.redirect(`/docs#${encodeURIComponent(c.req.param('code'))}`))
  return app
}

function renderDocs(document: OpenApiDocument) {
  const groups = groupOperations(document)
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${document.info.title} API</title>
<link rel="stylesheet" href="/docs/style.css">
</head>
<body>
<h1>${document.info.title} API ${document.info.version}</h1>
<p>${document.info.description}</p>
<p>The same for machines: <a href="/openapi.json">/openapi.json</a></p>
<nav>${groups.map(({ tag }) => html`<a href="#${tag}">${tag}</a>`)}<a href="#problems">problems</a></nav>
${groups.map(
  ({ tag, operations }) => html`<h2 id="${tag}">${tag}</h2>
${operations.map(
  ({ method, path, summary, parameters, body, answers }) => html`<details>
<summary><b>${method}</b> <code>${path}</code> ${summary}</summary>
${parameters.length > 0 ? html`<h3>Parameters</h3><table>${parameters.map(({ name, where, description }) => html`<tr><td><code>${name}</code></td><td>${where}</td><td>${description}</td></tr>`)}</table>` : ''}
${body === undefined ? '' : html`<h3>Body</h3><pre>${body}</pre>`}
<h3>Answers</h3>${answers.map(({ status, description, schema }) => html`<p><b>${status}</b> ${description}</p>${schema === undefined ? '' : html`<pre>${schema}</pre>`}`)}
</details>`,
)}`,
)}
<h2 id="problems">Problems</h2>
<table><tr><th>code</th><th>status</th><th>what</th><th>mend</th></tr>
${Object.entries(PROBLEMS).map(
  ([code, { status, title, mend }]) =>
    html`<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${title.en}<br><span lang="zh-CN">${title['zh-CN']}</span></td><td>${mend}</td></tr>`,
)}</table>
${raw('</body></html>')}`
}
