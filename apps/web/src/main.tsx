import '@mantine/core/styles.css'
import './app.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { activateLanguage } from './language/catalogs.ts'
import { readLanguage } from './language/language.ts'
import { readFirst } from './queries.ts'

await Promise.all([activateLanguage(readLanguage()), readFirst()])

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
