/** So many at once hold nobody up, and are few enough for the database to look each one up. */
const size = 500

/** Works through a long list part by part, one after the other; what each part gives is put together in its order. */
export async function inParts<In, Out>(
  list: readonly In[],
  work: (part: readonly In[]) => Promise<readonly Out[]>,
): Promise<Out[]> {
  const all: Out[] = []
  for (let from = 0; from < list.length; from += size) all.push(...(await work(list.slice(from, from + size))))
  return all
}
