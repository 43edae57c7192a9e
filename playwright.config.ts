import { defineConfig } from '@playwright/test'

// One Electron at a time: a window, a tray and a display are shared by everything that a test could disturb.
export default defineConfig({
  tsconfig: './tsconfig.test.json',
  globalSetup: './tests/support/display.ts',
  workers: 1,
  retries: 0,
  timeout: 30_000,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  outputDir: 'test-results/playwright',
  projects: [
    { name: 'ui', testDir: './tests/ui' },
    { name: 'e2e', testDir: './tests/e2e' },
  ],
})
