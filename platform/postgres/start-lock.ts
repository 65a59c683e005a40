import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../errors.ts'
import { processStamp } from './process-stamp.ts'

/** Runs `work` while no other process does so in the same folder; a lock left by a dead process is taken over. */
export async function withStartLock<T>(folder: string, work: () => Promise<T>, patience = 120_000): Promise<T> {
  const file = join(folder, 'start.lock')
  const deadline = Date.now() + patience
  while (!(await tryLock(file))) {
    if (Date.now() > deadline) throw new AppError('conflict', 'data_folder_busy', { folder })
    await sleep(25)
  }
  try {
    return await work()
  } finally {
    await rm(file, { force: true })
  }
}

async function tryLock(file: string): Promise<boolean> {
  // Written aside, then linked: a lock is never seen, or left by a killed process, without its content.
  const own = `${file}.${randomUUID()}`
  await writeFile(own, `${process.pid} ${await processStamp(process.pid)} ${own}`, { mode: 0o600 })
  try {
    await link(own, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(own)
  }
  const found = await read(file)
  if (found !== null && !(await isHeld(found))) await breakLock(file, found)
  return false
}

async function isHeld(content: string): Promise<boolean> {
  const [pid, stamp] = content.split(' ')
  return (await processStamp(Number(pid))) === stamp
}

// Two processes may find the same dead lock: only the one that moved away what it judged dead has removed it.
async function breakLock(file: string, dead: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`
  const moved = await rename(file, aside).then(
    () => true,
    () => false,
  )
  if (!moved) return
  const content = await read(aside)
  if (content !== dead) await rename(aside, file)
  else await rm(aside)
}

function read(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}
