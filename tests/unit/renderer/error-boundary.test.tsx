import { ErrorBoundary } from '@renderer/features/frame/error-boundary'
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

it('keeps a fault of one screen to that screen, says what it was, and shows the screen again when asked to', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  let isBroken = true
  function Fragile() {
    if (isBroken) throw new Error('no such row')
    return <p>mended</p>
  }
  render(
    <>
      <nav>frame</nav>
      <ErrorBoundary
        fallback={(message, retry) => (
          <button type="button" onClick={retry}>
            {message}
          </button>
        )}
      >
        <Fragile />
      </ErrorBoundary>
    </>,
  )
  expect(screen.getByText('frame')).toBeDefined()
  isBroken = false
  await userEvent.click(screen.getByRole('button', { name: 'no such row' }))
  expect(screen.getByText('mended')).toBeDefined()
})
