/** Facts of the page for machines (schema.org), as a data block: it is not a script and none is needed to read it. */
export function JsonLd({ data }: { data: Record<string, unknown> }) {
  // A “<” in a name must not end the block.
  const text = JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', '\\u003c')
  return <script type="application/ld+json">{text}</script>
}
