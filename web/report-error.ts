import { type HandleErrorFunction, isRouteErrorResponse } from 'react-router'
import { pageRequestKey } from './request.ts'

/** Passes on what no page foresaw; a page that is not there, or a reader gone in the middle, is no error of ours. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (isRouteErrorResponse(error) || request.signal.aborted) return
  context.get(pageRequestKey).report(error)
}
