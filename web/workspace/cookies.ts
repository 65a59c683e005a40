/** The value of a cookie of a request, or null. */
export function readCookie(headers: Headers, name: string): string | null {
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=')
    if (key === name) return value.join('=') || null
  }
  return null
}

/** A cookie no script reads and no other site sends along. */
export function setCookie(name: string, value: string, { secure, hours }: { secure: boolean; hours: number }): string {
  return `${name}=${value}; Path=/; Max-Age=${Math.round(hours * 3600)}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}
