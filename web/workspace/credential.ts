/** What a device answered for a passkey, as the script of the page sends it; null when nothing like it came. */
export function readCredential(form: FormData): Record<string, unknown> | null {
  const text = form.get('credential')
  if (typeof text !== 'string' || text.length > 20_000) return null
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && 'id' in read ? { ...read } : null
  } catch {
    return null
  }
}
