import type { MultiLineString, MultiPolygon, Position } from 'geojson'
import { merge, mesh } from 'topojson-client'
import { type DisputedBorder, disputedBorders } from './disputed-borders.ts'

type Topology = Parameters<typeof merge>[0]
type Shape = Extract<Parameters<typeof merge>[1], unknown[]>[number]

/** The atlas as it comes in its package. */
export type AtlasTopology = Topology & {
  objects: { countries: { type: 'GeometryCollection'; geometries: Shape[] } }
}

/** What maps are drawn from, in degrees: the land in one piece, borders inside it, and those that are disputed. */
export type WorldShapes = {
  land: MultiPolygon
  borders: MultiLineString
  disputed: MultiLineString
}

const codeOf = (shape: { properties?: unknown }) => (shape.properties as { a3?: string } | undefined)?.a3 ?? ''

function findRules(a: string, b: string): DisputedBorder[] {
  return disputedBorders.filter(({ between }) => between.includes(a) && between.includes(b))
}

function isInside([lon = 0, lat = 0]: Position, box: DisputedBorder['box']): boolean {
  return !box || (lon >= box[0] && lon <= box[2] && lat >= box[1] && lat <= box[3])
}

const middle = (a: Position, b: Position): Position => [
  ((a[0] ?? 0) + (b[0] ?? 0)) / 2,
  ((a[1] ?? 0) + (b[1] ?? 0)) / 2,
]

/** Cuts a line where it enters or leaves the boxes of its rules. */
function cutByRules(
  line: Position[],
  rules: readonly DisputedBorder[],
  plain: Position[][],
  dashed: Position[][],
): void {
  let piece: Position[] = []
  let target: Position[][] | null = null
  for (let i = 1; i < line.length; i++) {
    const [from, to] = [line[i - 1], line[i]]
    if (!from || !to) continue
    const into = rules.some(({ box }) => isInside(middle(from, to), box)) ? dashed : plain
    if (into !== target) {
      piece = [from]
      into.push(piece)
      target = into
    }
    piece.push(to)
  }
}

function cutBorders(topology: AtlasTopology) {
  const { countries } = topology.objects
  const plain = mesh(topology, countries, (a, b) => a !== b && findRules(codeOf(a), codeOf(b)).length === 0)
  const [borders, disputed] = [plain.coordinates, [] as Position[][]]
  const pairs = new Set(disputedBorders.map(({ between }) => [...between].sort().join(' ')))
  for (const pair of pairs) {
    const [first = '', second = ''] = pair.split(' ')
    const shared = mesh(topology, countries, (a, b) => a !== b && [codeOf(a), codeOf(b)].sort().join(' ') === pair)
    for (const line of shared.coordinates) cutByRules(line, findRules(first, second), borders, disputed)
  }
  return { borders, disputed }
}

/** Reads the shapes out of the atlas. */
export function toWorldShapes(topology: AtlasTopology): WorldShapes {
  const { borders, disputed } = cutBorders(topology)
  return {
    land: merge(topology, topology.objects.countries.geometries),
    borders: { type: 'MultiLineString', coordinates: borders },
    disputed: { type: 'MultiLineString', coordinates: disputed },
  }
}
