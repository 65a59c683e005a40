import { setImmediate } from 'node:timers/promises'

// Nobody notices a wait of this length, in milliseconds.
const slice = 12

/** Works through a long list without holding anybody up: others get their turn every few milliseconds. */
export async function inSlices<In, Out>(list: Iterable<In>, work: (item: In) => Out): Promise<Out[]> {
  const done: Out[] = []
  let begun = performance.now()
  for (const item of list) {
    done.push(work(item))
    if (performance.now() - begun < slice) continue
    await setImmediate()
    begun = performance.now()
  }
  return done
}
