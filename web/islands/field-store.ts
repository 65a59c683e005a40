/** A piece of news that waits on this device: what was typed, where it goes, when it was written. */
export type Entry = {
  id: string
  path: string
  fields: [name: string, value: string][]
  photo: Blob | null
  photoName: string
  writtenAt: string
  /** The site has something to mend in it. */
  refused: boolean
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('navette-field', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('news', { keyPath: 'id' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await open()
  return new Promise<T>((resolve, reject) => {
    const change = db.transaction('news', mode)
    const request = work(change.objectStore('news'))
    change.oncomplete = () => resolve(request.result)
    change.onerror = () => reject(change.error)
    change.onabort = () => reject(change.error)
  }).finally(() => db.close())
}

/** Keeps an entry, or what became of it. */
export const keepEntry = (entry: Entry): Promise<unknown> => run('readwrite', (store) => store.put(entry))

/** Lets an entry go: it was sent, or its writer no longer wants it. */
export const dropEntry = (id: string): Promise<unknown> => run('readwrite', (store) => store.delete(id))

/** What waits, in the order it was written. */
export async function listEntries(): Promise<Entry[]> {
  const all: Entry[] = await run('readonly', (store) => store.getAll())
  return all.toSorted((one, other) => one.writtenAt.localeCompare(other.writtenAt))
}

/** An id as the server makes them (uuid of version 7), made where there is no line. */
export function newEntryId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const now = Date.now()
  for (let at = 0; at < 6; at += 1) bytes[at] = Math.floor(now / 256 ** (5 - at)) % 256
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
