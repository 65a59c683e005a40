import { readFileSync } from 'node:fs'

/** Calls back once when the npm that runs this script is gone: it passes no SIGTERM on, and none at all when killed. */
export function whenParentEnds(callBack) {
  // Started by hand, the script may outlive its terminal (nohup).
  if (!process.env.npm_lifecycle_event) return
  const before = ancestors()
  const watch = setInterval(() => {
    if (ancestors() === before) return
    clearInterval(watch)
    callBack()
  }, 250)
}

// npm runs us in a shell: our parent is the shell, its parent is npm.
function ancestors() {
  if (process.platform !== 'linux') return String(process.ppid)
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`
  } catch {
    return 'gone'
  }
}
