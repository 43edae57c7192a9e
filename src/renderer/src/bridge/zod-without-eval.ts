import { z } from 'zod'

// zod probes `new Function` when the first object schema is built, which the page's CSP forbids and reports. So this
// module has to be imported before any module that builds a schema.
z.config({ jitless: true })
