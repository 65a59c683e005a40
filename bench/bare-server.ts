// The least a Node server can do, run beside the product: what it reaches here is what the machine allows.
import { createServer } from 'node:http'

const body = Buffer.alloc(5000, 'navette ')
const server = createServer((request, response) => {
  if (request.headers['if-none-match']) response.writeHead(304).end()
  else response.writeHead(200, { 'Content-Length': body.length }).end(body)
})
server.listen(0, '127.0.0.1', () => {
  const bound = server.address()
  process.stdout.write(`http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}\n`)
})
