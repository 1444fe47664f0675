/** The mark: a seal, carved with a C that holds a coin until it is let go. */
export function Seal({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false">
      <path
        d="M5.2 2.4 16 2l10.9.5c1.6.1 2.7 1.2 2.7 2.8L30 16l-.4 10.8c-.1 1.6-1.2 2.7-2.8 2.8L16 30l-10.8-.4c-1.6-.1-2.7-1.2-2.8-2.8L2 16l.4-10.9c.1-1.6 1.2-2.6 2.8-2.7Z"
        fill="#b3321f"
      />
      <path d="M24 11V8.4H8.4v15.2H24V21" fill="none" stroke="#fffaf2" strokeWidth="3" />
      <circle cx="17" cy="16" r="3.6" fill="#fffaf2" />
    </svg>
  )
}
