import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

/** The look of all pages: every colour, font and radius stands here and nowhere else. */

/** Paper: warm neutrals, light to dark. */
const paper: MantineColorsTuple = [
  '#faf7f1',
  '#f3eee4',
  '#e7e0d2',
  '#d6ccba',
  '#b9ad98',
  '#968a76',
  '#746a5a',
  '#575045',
  '#3b3731',
  '#262320',
]

/** Ink on a dark desk, light to dark; Mantine draws its dark scheme from it. */
const desk: MantineColorsTuple = [
  '#ece6db',
  '#cfc7b9',
  '#aaa193',
  '#827a6d',
  '#5b554b',
  '#423d36',
  '#322e29',
  '#272420',
  '#1d1b18',
  '#151311',
]

/** Cinnabar, the colour of the seal: only for what needs a hand. */
const cinnabar: MantineColorsTuple = [
  '#fcefec',
  '#f6d9d2',
  '#ecb0a4',
  '#e28573',
  '#d9624c',
  '#cb4630',
  '#b3321f',
  '#962717',
  '#7a2014',
  '#5f1a11',
]

const SANS =
  'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif'
const MONO = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono", "Liberation Mono", monospace'

export const theme = createTheme({
  colors: { paper, gray: paper, dark: desk, cinnabar },
  primaryColor: 'paper',
  primaryShade: { light: 8, dark: 2 },
  autoContrast: true,
  black: '#262320',
  white: '#fffdf8',
  fontFamily: SANS,
  fontFamilyMonospace: MONO,
  headings: { fontFamily: SANS, fontWeight: '600' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
})

/** The names that style sheets use. `part` colours tell in the money bar who gets what. */
export const tokens: CSSVariablesResolver = () => ({
  variables: {
    '--page-width': '72rem',
    '--sheet-radius': '10px',
  },
  light: {
    '--paper': '#f6f1e7',
    '--sheet': '#fffdf8',
    '--sheet-hover': '#fbf7ee',
    '--ink': '#262320',
    '--ink-soft': '#665d50',
    '--line': '#e3dbcc',
    '--hand': '#b3321f',
    '--hand-soft': '#fbece8',
    '--focus': '#262320',
    '--part-payer': '#56799c',
    '--part-seller': '#5d8a66',
    '--part-platform': '#b98f3e',
    '--part-rest': '#8d8274',
    '--mantine-color-body': '#f6f1e7',
    '--mantine-color-dimmed': '#665d50',
    '--mantine-color-anchor': '#262320',
  },
  dark: {
    '--paper': '#1a1815',
    '--sheet': '#24211d',
    '--sheet-hover': '#2b2823',
    '--ink': '#ece6db',
    '--ink-soft': '#b0a798',
    '--line': '#3c3832',
    '--hand': '#f08a76',
    '--hand-soft': '#3a221d',
    '--focus': '#ece6db',
    '--part-payer': '#7d9dbd',
    '--part-seller': '#84ad8b',
    '--part-platform': '#d0ab60',
    '--part-rest': '#9a9082',
    '--mantine-color-body': '#1a1815',
    '--mantine-color-dimmed': '#b0a798',
    '--mantine-color-anchor': '#ece6db',
  },
})
