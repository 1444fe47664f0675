import { Button } from '@mantine/core'
import { useLingui } from '@lingui/react'
import { activateLanguage } from './catalogs.ts'
import { LANGUAGES, type Language, storeLanguage } from './language.ts'

/** Switches to the other language, named in that language, so that whoever needs it can read it. */
export function LanguageSwitch() {
  const { i18n } = useLingui()
  const other: Language = i18n.locale === 'zh-CN' ? 'en' : 'zh-CN'
  const change = () => {
    storeLanguage(other)
    void activateLanguage(other)
  }
  return (
    <Button variant="subtle" color="paper" size="compact-sm" onClick={change} lang={other}>
      {LANGUAGES[other]}
    </Button>
  )
}
