import { CHECKPOINTS_SCHEME } from '../src/checkpoints/scheme.ts'
import { CHECKPOINTS_SENTENCES } from '../src/checkpoints/sentences.ts'
import { DETAILS_SCHEME } from '../src/details/scheme.ts'
import { DETAILS_SENTENCES } from '../src/details/sentences.ts'
import { KEYS_SCHEME } from '../src/keys/scheme.ts'
import { KEYS_SENTENCES } from '../src/keys/sentences.ts'
import { PANEL_SCHEME } from '../src/panel/scheme.ts'
import { PANEL_SENTENCES } from '../src/panel/sentences.ts'
import { SENTENCES } from '../src/typedData/sentences.ts'

/** What is signed beside the actions of the escrow: for the contracts around it, and for the vault. */
export const SCHEMES = {
  keys: KEYS_SCHEME,
  panel: PANEL_SCHEME,
  checkpoints: CHECKPOINTS_SCHEME,
  details: DETAILS_SCHEME,
} as const

/** The types of all schemes, by name. */
export const SCHEME_TYPES = {
  ...KEYS_SCHEME.types,
  ...PANEL_SCHEME.types,
  ...CHECKPOINTS_SCHEME.types,
  ...DETAILS_SCHEME.types,
} as const

/** The English sentence of each type. */
export const ENGLISH = {
  ...SENTENCES.en,
  ...KEYS_SENTENCES.en,
  ...PANEL_SENTENCES.en,
  ...CHECKPOINTS_SENTENCES.en,
  ...DETAILS_SENTENCES.en,
} as const
