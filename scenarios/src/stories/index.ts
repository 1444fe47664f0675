import type { Story } from '../story.ts'
import { baitAndSwitch } from './baitAndSwitch.ts'
import { daigou } from './daigou.ts'
import { markUp } from './markUp.ts'
import { shop } from './shop.ts'
import { vanishedAgent } from './vanishedAgent.ts'

/** Every story, in the order of domain.md. A new one is a file here and a line in this list. */
export const STORIES: readonly Story[] = [daigou, baitAndSwitch, markUp, shop, vanishedAgent]
