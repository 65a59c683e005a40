/** Shows how far long work has come: one line that is drawn again on a terminal. */
export type Progress = {
  /** Shows a step, with a bar when it is known how much there is to do. */
  show: (label: string, done?: number, total?: number) => void
  /** Clears the line, before anything else is written. */
  end: () => void
}

const barWidth = 24

/** The bar of a share between 0 and 1. */
export function bar(share: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * barWidth)
  return '█'.repeat(full) + '░'.repeat(barWidth - full)
}

/** Progress on a stream; where it is no terminal, each step that takes time is one line (`lines`) or nothing is written at all. */
export function showProgress(stream: NodeJS.WriteStream, lines: boolean): Progress {
  return stream.isTTY ? drawnProgress(stream) : writtenProgress(stream, lines)
}

function drawnProgress(stream: NodeJS.WriteStream): Progress {
  let drawnAt = 0
  let drawn = ''
  return {
    show(label, done, total) {
      // Fast work calls often: ten drawings a second are enough, but a new step shows at once.
      if (label === drawn && done !== total && Date.now() - drawnAt < 100) return
      drawn = label
      drawnAt = Date.now()
      const share = done !== undefined && total ? `${bar(done / total)} ${Math.floor((100 * done) / total)} % ` : ''
      stream.write(`\r\u001b[K${`${share}${label}`.slice(0, (stream.columns || 80) - 1)}`)
    },
    end() {
      if (drawn) stream.write('\r\u001b[K')
      drawn = ''
    },
  }
}

// A step that is over at once is not worth a line.
const worthALine = 300

function writtenProgress(stream: NodeJS.WriteStream, lines: boolean): Progress {
  let last = ''
  let waiting: NodeJS.Timeout | undefined
  return {
    show(label) {
      if (!lines || label === last) return
      last = label
      clearTimeout(waiting)
      waiting = setTimeout(() => stream.write(`${label}\n`), worthALine).unref()
    },
    end() {
      clearTimeout(waiting)
    },
  }
}
