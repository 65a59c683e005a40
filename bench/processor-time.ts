import { readFileSync } from 'node:fs'

// The kernel counts in hundredths of a second.
const ticks = 100

/** The seconds of one core a process has used so far; null where the system does not tell (Linux does). */
export function processorSeconds(pid: number): number | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name of the program stands in brackets and may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) / ticks
  } catch {
    return null
  }
}
