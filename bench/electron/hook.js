// Electron loads this before the app it measures (-r), so that the app needs no part for being measured. It answers what
// the bench asks over the channel between the two.
const { app } = require('electron')

/** In the page: when it drew something for the first time, on the clock of the machine. */
const FIRST_CONTENT = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    const paint = list.getEntriesByName('first-contentful-paint')[0]
    if (paint !== undefined) resolve(performance.timeOrigin + paint.startTime)
  }).observe({ type: 'paint', buffered: true })
})`

/** In the page: presses the button of the log of routes, once there is one, and waits for its screen. */
const OPEN_ROUTES = `new Promise((resolve) => {
  const look = () => {
    const button = document.querySelector('nav button[aria-label=Routes]')
    if (button?.ariaCurrent !== 'page') return void button?.click()
    observer.disconnect()
    resolve()
  }
  const observer = new MutationObserver(look)
  observer.observe(document, { childList: true, subtree: true, attributes: true })
  look()
})`

const started = new Promise((resolve) => {
  app.once('browser-window-created', (_event, window) => {
    const shownAt = new Promise((tell) => {
      window.once('show', () => tell(Date.now()))
    })
    const firstContentAt = new Promise((tell, fail) => {
      window.webContents.once('dom-ready', () => window.webContents.executeJavaScript(FIRST_CONTENT).then(tell, fail))
    })
    resolve({ window, shownAt, firstContentAt })
  })
})

const ANSWERS = {
  cpu: async () => {
    const { user, system } = process.cpuUsage()
    return user + system
  },
  startTimes: async () => {
    const { shownAt, firstContentAt } = await started
    return { shownAt: await shownAt, firstContentAt: await firstContentAt }
  },
  hide: async () => {
    const { window, shownAt } = await started
    await shownAt
    window.hide()
  },
  openRoutes: async () => {
    const { window, shownAt } = await started
    await shownAt
    await window.webContents.executeJavaScript(OPEN_ROUTES)
  },
  quit: async () => app.quit(),
}

process.on('message', (question) => {
  ANSWERS[question]().then(
    (value) => process.send({ value }),
    (error) => process.send({ error: String(error) }),
  )
})
process.on('disconnect', () => app.quit())
