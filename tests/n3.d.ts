// As much of n3 as our tests use; the package brings no types.
declare module 'n3' {
  import type SHACLValidator from 'rdf-validate-shacl'

  type Dataset = ConstructorParameters<typeof SHACLValidator>[0]

  export type Quad = Dataset extends Iterable<infer One> ? One : never

  export class Parser {
    constructor(options?: { blankNodePrefix?: string })
    parse(text: string): Quad[]
  }

  export const Store: new (quads?: readonly Quad[]) => Dataset
}
