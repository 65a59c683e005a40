import { connect, type Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import { findAnswer } from './http-answer.ts'

/** What to ask for: a path, and headers besides the usual ones. */
export type Question = { path: string; headers?: Record<string, string> }

/** How hard to ask: over how many connections, at most how many questions, at most how long. */
export type Effort = { connections: number; count: number; seconds: number }

export type Load = {
  /** Milliseconds of each answer. */
  times: number[]
  perSecond: number
  /** Answers by status. */
  statuses: Map<number, number>
  heaviest: number
}

function toBytes({ path, headers = {} }: Question, host: string): Buffer {
  const lines = Object.entries({ Host: host, 'Accept-Encoding': 'br', ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
}

function askOn(socket: Socket, bytes: Buffer): Promise<{ status: number; body: number }> {
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0)
    const end = (deed: () => void) => {
      socket.off('data', take)
      socket.off('error', fail)
      socket.off('close', cut)
      deed()
    }
    const take = (part: Buffer) => {
      received = received.length === 0 ? part : Buffer.concat([received, part])
      const found = findAnswer(received)
      if (found) end(() => resolve(found))
    }
    const fail = (error: Error) => end(() => reject(error))
    const cut = () => fail(new Error('connection cut'))
    socket.on('data', take)
    socket.on('error', fail)
    socket.on('close', cut)
    socket.write(bytes)
  })
}

/** Asks the questions in turn, over and over, until the count or the time is reached; a raw socket costs the least. */
export async function ask(url: string, questions: readonly Question[], effort: Effort): Promise<Load> {
  const { hostname, port, host } = new URL(url)
  const bytes = questions.map((question) => toBytes(question, host))
  const load: Load = { times: [], perSecond: 0, statuses: new Map(), heaviest: 0 }
  const begin = performance.now()
  const limit = begin + effort.seconds * 1000
  let next = 0
  const work = async () => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true })
    while (next < effort.count && performance.now() < limit) {
      const question = bytes[next++ % bytes.length]
      if (!question) break
      const start = performance.now()
      const { status, body } = await askOn(socket, question)
      load.times.push(performance.now() - start)
      load.statuses.set(status, (load.statuses.get(status) ?? 0) + 1)
      load.heaviest = Math.max(load.heaviest, body)
    }
    socket.destroy()
  }
  await Promise.all(Array.from({ length: effort.connections }, work))
  load.perSecond = load.times.length / ((performance.now() - begin) / 1000)
  return load
}
