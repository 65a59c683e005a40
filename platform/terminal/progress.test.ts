import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { bar, showProgress } from './progress.ts'

function stream(isTTY: boolean) {
  let written = ''
  const write = (text: string) => {
    written += text
    return true
  }
  return { stream: { isTTY, columns: 40, write } as NodeJS.WriteStream, written: () => written }
}

describe('progress', () => {
  it('is one line drawn again on a terminal, never longer than the screen, and cleared at the end', () => {
    const { stream: terminal, written } = stream(true)
    const progress = showProgress(terminal, false)
    progress.show('Places', 1, 4)
    progress.show('A very long name of a step that does not fit')
    progress.end()
    const clear = '\r\u001b[K'
    expect(written().split(clear)).toEqual([
      '',
      `${bar(0.25)} 25 % Places`,
      'A very long name of a step that does no',
      '',
    ])
  })

  it('is silent where nobody watches, or a line for each step that takes time', async () => {
    const silent = stream(false)
    showProgress(silent.stream, false).show('Places')
    const logged = stream(false)
    const progress = showProgress(logged.stream, true)
    progress.show('Countries')
    progress.show('Places')
    await sleep(400)
    progress.show('Register')
    progress.end()
    await sleep(400)
    expect(silent.written()).toBe('')
    expect(logged.written()).toBe('Places\n')
  })

  it('draws a bar that is empty, full, or between', () => {
    expect([bar(0), bar(0.5), bar(2)].map((text) => text.replaceAll('░', '').length)).toEqual([0, 12, 24])
  })
})
