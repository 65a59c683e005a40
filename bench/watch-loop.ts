import { createServer } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

// Loaded into the process of the site before the site itself (`--import`): tells whoever connects, since the last time it was
// asked, how long its readers had to wait for each other at most, and how much processor time it took at a stretch at most,
// both in milliseconds. The second is free of what else the machine does meanwhile. Its workers are not watched.

const address = process.env.BENCH_LOOP_SOCKET
const resolution = 1

if (address && isMainThread && process.argv[1]?.endsWith('index.js')) {
  const delay = monitorEventLoopDelay({ resolution })
  delay.enable()
  const used = () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  let before = used()
  let longest = 0
  // Between two of these the process did one turn of its loop.
  setInterval(() => {
    const now = used()
    longest = Math.max(longest, now - before)
    before = now
  }, resolution).unref()
  createServer((socket) => {
    socket.end(JSON.stringify({ waited: delay.max / 1e6, busy: longest }))
    delay.reset()
    longest = 0
  })
    .listen(address)
    .unref()
}
