import babel from '@rolldown/plugin-babel'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Rewrites the message macros; files without them skip babel. */
const messageMacros = {
  preset: { plugins: ['@lingui/babel-plugin-lingui-macro'] },
  rolldown: { filter: { code: /from '@lingui\/(?:core|react)\/macro'/ } },
}

export default defineConfig({
  plugins: [react(), lingui({ failOnMissing: true }), babel({ presets: [messageMacros] })],
  build: {
    target: 'es2023',
    // What the content security policy allows is files of our own, so nothing becomes a data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/v1': process.env.CINNABAR_URL ?? 'http://127.0.0.1:4400' } },
})
