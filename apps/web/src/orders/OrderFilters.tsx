import { useLingui } from '@lingui/react/macro'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { STATE_WORDS } from '../words/states.ts'
import { LISTED_STATES } from './listedStates.ts'
import styles from './OrderList.module.css'
import { isAccount, type OrdersSearch, readOrdersSearch } from './ordersSearch.ts'

type OrderFiltersProps = {
  readonly search: OrdersSearch
  readonly onChange: (search: OrdersSearch) => void
}

/** Narrows the list to a state or to the orders of one account. */
export function OrderFilters({ search, onChange }: OrderFiltersProps) {
  const { i18n, t } = useLingui()
  const [account, setAccount] = useState(search.account ?? '')
  const text = account.trim()
  const isWrong = text !== '' && !isAccount(text)
  const narrow = (change: Record<string, unknown>) => onChange(readOrdersSearch({ ...search, ...change }))
  const changeAccount = (value: string) => {
    setAccount(value)
    if (value.trim() === '' || isAccount(value.trim())) narrow({ account: value.trim() })
  }
  const isNarrowed = search.state !== undefined || search.account !== undefined
  return (
    <search className={styles.filters}>
      <NativeSelect
        label={t`State`}
        value={search.state ?? ''}
        onChange={(event) => narrow({ state: event.currentTarget.value })}
        data={[
          { value: '', label: t`All states` },
          ...LISTED_STATES.map((state) => ({ value: state, label: i18n._(STATE_WORDS[state]) })),
        ]}
      />
      <TextInput
        label={t`Account, in any role`}
        placeholder="0x…"
        value={account}
        spellCheck={false}
        autoComplete="off"
        error={isWrong && t`An account is 0x and 40 hexadecimal digits.`}
        onChange={(event) => changeAccount(event.currentTarget.value)}
      />
      {isNarrowed && (
        <Button
          variant="subtle"
          color="paper"
          onClick={() => {
            setAccount('')
            onChange({})
          }}
        >
          {t`Show all`}
        </Button>
      )}
    </search>
  )
}
