// The service worker that shows our notifications, as its script: /push/worker.js. A shop with a service worker of its
// own takes it in with importScripts.

export const WORKER = `// Shows Winback's notifications and opens what they are about.
self.addEventListener('push', (event) => {
  let told = null
  try { told = event.data.json() } catch { return }
  if (typeof told?.title !== 'string' || typeof told.url !== 'string') return
  event.waitUntil(self.registration.showNotification(told.title, { body: told.body, tag: told.tag, data: { url: told.url } }))
})
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { url } = event.notification.data ?? {}
  if (typeof url === 'string' && /^https?:/.test(url)) event.waitUntil(self.clients.openWindow(url))
})
`
