// The part of the tar format (POSIX.1-1988 ustar) a backup needs: plain files with short names.
// A backup can so be opened with any archive program, also in the absence of Navette.

/** One file of an archive. */
export type TarEntry = { name: string; content: Buffer }

const block = 512
const regularFile = '0'

/** The bytes of one file in an archive. */
export function tarEntry({ name, content }: TarEntry, modified: Date): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`name too long for the archive: ${name}`)
  const header = Buffer.alloc(block)
  const number = (value: number, at: number, length: number) =>
    header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1')
  header.write(name, 0, 'utf8')
  number(0o600, 100, 8)
  number(0, 108, 8)
  number(0, 116, 8)
  number(content.length, 124, 12)
  number(Math.floor(modified.getTime() / 1000), 136, 12)
  header.write(regularFile, 156, 'latin1')
  header.write('ustar\u000000', 257, 'latin1')
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return Buffer.concat([header, content, Buffer.alloc(padding(content.length))])
}

/** What closes an archive. */
export const tarEnd: Buffer = Buffer.alloc(2 * block)

/** Reads the files of an archive one after the other; an archive that is cut or damaged makes it fail. */
export async function* readTar(chunks: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const { take, drain } = taker(chunks)
  for (;;) {
    const header = await take(block)
    if (header.every((byte) => byte === 0)) {
      // To the very end: only there the compression knows whether all of it was right.
      await drain()
      return
    }
    if (parseOctal(header, 148, 8) !== checksum(header)) throw new Error('damaged header')
    const size = parseOctal(header, 124, 12)
    const name = header.toString('utf8', 0, header.indexOf(0))
    const content = await take(size)
    await take(padding(size))
    yield { name, content }
  }
}

const padding = (size: number) => (block - (size % block)) % block

const parseOctal = (header: Buffer, at: number, length: number) =>
  Number.parseInt(header.toString('latin1', at, at + length), 8)

// The sum of all bytes of the header, its own field counted as spaces.
function checksum(header: Buffer): number {
  return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0)
}

/** Cuts a stream of chunks into pieces of the sizes asked for. */
function taker(chunks: AsyncIterable<Buffer>) {
  const source = chunks[Symbol.asyncIterator]()
  let held: Buffer[] = []
  let length = 0
  return {
    async take(size: number): Promise<Buffer> {
      while (length < size) {
        const next = await source.next()
        if (next.done) throw new Error('unexpected end')
        held.push(next.value)
        length += next.value.length
      }
      const all = Buffer.concat(held)
      held = [all.subarray(size)]
      length -= size
      return all.subarray(0, size)
    },
    async drain(): Promise<void> {
      while (!(await source.next()).done);
    },
  }
}
