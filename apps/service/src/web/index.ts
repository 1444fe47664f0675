import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { type PageFile, readPageFiles } from './files.ts'

/** Files whose names change with their content. */
const ASSETS = '/assets/'
const INDEX = '/index.html'

/** What pages may load: only what comes from here, and styles that carry the answer's own nonce. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/**
 * Serves the built pages. Paths without a file get the start page, which finds its way by the address; the nonce
 * for styles stands in its `<meta name="csp-nonce">`.
 *
 * @param directory - What the build made; when it is not there, a page says how to make it.
 */
export async function createWeb({ directory }: { directory: string | undefined }): Promise<Hono> {
  const files =
    directory === undefined
      ? new Map<string, PageFile>()
      : await readPageFiles(directory).catch(() => new Map())
  const index = files.get(INDEX)
  const app = new Hono()
  app.get('*', (c) => {
    const file = files.get(c.req.path)
    if (!file || c.req.path === INDEX) {
      if (c.req.path.startsWith(ASSETS)) return c.text('Not found\n', 404)
      return sendPage(index ? new TextDecoder().decode(index.body) : NO_PAGES)
    }
    const headers = new Headers({
      'Content-Type': file.type,
      'Cache-Control': c.req.path.startsWith(ASSETS) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ETag: file.etag,
      Vary: 'Accept-Encoding',
      'X-Content-Type-Options': 'nosniff',
    })
    if (c.req.header('if-none-match') === file.etag) return new Response(null, { status: 304, headers })
    const packed = file.gzipped && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
    if (packed) headers.set('Content-Encoding', 'gzip')
    return new Response(packed ? file.gzipped : file.body, { headers })
  })
  return app
}

function sendPage(html: string): Response {
  const nonce = randomBytes(16).toString('base64')
  const page = html.replace('</head>', `<meta name="csp-nonce" content="${nonce}" />\n</head>`)
  return new Response(page, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': contentSecurityPolicy(nonce),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(self), geolocation=(), microphone=(), payment=()',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}

const NO_PAGES = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8" /><title>Cinnabar</title></head>
<body><p>The service runs; its pages are not built. Run <code>npm run build:web</code> and start again.</p>
<p><a href="/docs">API</a></p></body>
</html>
`
