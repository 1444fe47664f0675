import type { Story } from '../story.ts'
import { baitAndSwitch } from './baitAndSwitch.ts'
import { daigou } from './daigou.ts'
import { fakeTracking } from './fakeTracking.ts'
import { freightTopUp } from './freightTopUp.ts'
import { friendlyFraud } from './friendlyFraud.ts'
import { markUp } from './markUp.ts'
import { seizure } from './seizure.ts'
import { shop } from './shop.ts'
import { threeMerchants } from './threeMerchants.ts'
import { vanishedAgent } from './vanishedAgent.ts'

/** Every story, in the order of the domain's list. A new one is a file here and a line in this list. */
export const STORIES: readonly Story[] = [
  daigou,
  baitAndSwitch,
  markUp,
  freightTopUp,
  seizure,
  threeMerchants,
  shop,
  fakeTracking,
  friendlyFraud,
  vanishedAgent,
]
