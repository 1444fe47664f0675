import { DAY, HOUR, MINUTE, type Seconds, type UnixSeconds } from '@cinnabar/protocol'

const UNITS = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', 1],
] as const

/** How far away an instant is, in its largest whole unit: "in 2 days", "3 hours ago", "2天后". */
export function formatDistance(at: UnixSeconds, now: UnixSeconds, language: string): string {
  const seconds = at - now
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? (['second', 1] as const)
  return new Intl.RelativeTimeFormat(language, { numeric: 'always' }).format(Math.trunc(seconds / size), unit)
}

/** A span in at most two units: "2 days, 4 hours", "2天4小时". */
export function formatSpan(seconds: Seconds, language: string): string {
  const first = Math.max(
    0,
    UNITS.findIndex(([, size]) => seconds >= size),
  )
  const shown = seconds < 1 ? UNITS.slice(-1) : UNITS.slice(first, first + 2)
  let rest = Math.max(0, Math.trunc(seconds))
  const parts = shown.flatMap(([unit, size], index) => {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count === 0 && index > 0) return []
    return [new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count)]
  })
  return parts.join(language.startsWith('zh') ? '' : ', ')
}

/** An instant in the reader's own zone and language, with the zone's name where `zone` asks for it. */
export function formatInstant(at: UnixSeconds, language: string, zone = false): string {
  const text = new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at * 1000)
  return zone ? `${text} ${zoneName(at, language)}` : text
}

/** The reader's own zone at an instant: "GMT+8". */
export function zoneName(at: UnixSeconds, language: string): string {
  const parts = new Intl.DateTimeFormat(language, { timeZoneName: 'short' }).formatToParts(at * 1000)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
}
