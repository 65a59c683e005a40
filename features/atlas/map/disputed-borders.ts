/** A stretch of border drawn dashed: between two shapes of the atlas, whole or only inside a box (west, south, east, north). */
export type DisputedBorder = { between: readonly [string, string]; box?: readonly [number, number, number, number] }

const kashmir = [73, 32.3, 80.5, 37.2] as const

/**
 * Where the land borders of the atlas (Natural Earth as changed by Visionscarto, near the maps of the United Nations)
 * are disputed or not yet settled. Codes are the atlas' own three letters: CYN north of Cyprus, SOL Somaliland,
 * KAS Siachen glacier (50m only). What the atlas cannot show: Crimea lies inside Ukraine and Taiwan is an island, so
 * neither has a line to dash; on the Golan the atlas holds the line of 1974 only; Jerusalem is below its scale.
 */
export const disputedBorders: readonly DisputedBorder[] = [
  { between: ['MAR', 'ESH'] },
  { between: ['SRB', 'XKX'] },
  { between: ['ISR', 'PSE'] },
  { between: ['ISR', 'SYR'] },
  { between: ['CYP', 'CYN'] },
  { between: ['SOM', 'SOL'] },
  { between: ['SDN', 'SSD'] },
  // Halaib triangle
  { between: ['EGY', 'SDN'], box: [33, 21, 37.5, 24] },
  { between: ['IND', 'PAK'], box: kashmir },
  { between: ['IND', 'CHN'], box: kashmir },
  { between: ['PAK', 'CHN'], box: kashmir },
  { between: ['IND', 'KAS'] },
  { between: ['PAK', 'KAS'] },
  { between: ['CHN', 'KAS'] },
  // Arunachal Pradesh
  { between: ['IND', 'CHN'], box: [91.5, 26.5, 97.6, 29.8] },
]
