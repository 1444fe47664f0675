import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** A page of the navigation; `to` is its route. */
export type NavigationPage = { readonly to: '/orders'; readonly label: MessageDescriptor }

/** What a role finds in the navigation. A role without pages is not shown. */
export type RolePages = {
  readonly role: 'everyone' | 'buyer' | 'agent' | 'warehouse' | 'arbiter' | 'operator' | 'explorer'
  readonly pages: readonly NavigationPage[]
}

/** The navigation, role by role, most used first. */
export const ROLES: readonly RolePages[] = [
  { role: 'everyone', pages: [{ to: '/orders', label: msg`Orders` }] },
]
