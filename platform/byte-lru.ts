/** A store bounded by bytes: what was read longest ago leaves first. */
export type ByteLru<Value> = {
  get(key: string): Value | undefined
  /** Keeps a value and says how heavy it is; one heavier than the whole store is not kept. */
  set(key: string, value: Value, bytes: number): void
  readonly bytes: number
  readonly size: number
}

/** Makes a store that holds at most `maxBytes`. */
export function byteLru<Value>(maxBytes: number): ByteLru<Value> {
  // A Map keeps the order of insertion: the first key is the oldest.
  const entries = new Map<string, { value: Value; bytes: number }>()
  let total = 0

  function drop(key: string) {
    total -= entries.get(key)?.bytes ?? 0
    entries.delete(key)
  }

  return {
    get(key) {
      const entry = entries.get(key)
      if (!entry) return undefined
      entries.delete(key)
      entries.set(key, entry)
      return entry.value
    },
    set(key, value, bytes) {
      drop(key)
      if (bytes > maxBytes) return
      entries.set(key, { value, bytes })
      total += bytes
      for (const oldest of entries.keys()) {
        if (total <= maxBytes) break
        drop(oldest)
      }
    },
    get bytes() {
      return total
    },
    get size() {
      return entries.size
    },
  }
}
