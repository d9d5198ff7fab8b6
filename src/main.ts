// The composition root: the only file that knows every part. Opens them in order, and closes them in the reverse.
import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { createWebChannel } from './channels/web/channel.ts'
import { createSockets, type Sockets } from './channels/web/sockets.ts'
import { createVisitors } from './channels/web/visitor.ts'
import type { Config } from './config.ts'
import { nameOf, teamOf } from './core/agents/people.ts'
import { createWebDesk } from './desks/web/desk.ts'
import { isSame } from './http/auth.ts'
import { createTurnAway } from './http/busy.ts'
import { trustsOf } from './http/proxies.ts'
import { reachHooks } from './http/reach/routes.ts'
import { createServer, type Route } from './http/server.ts'
import type { Channel } from './ports/channel.ts'
import { noteBudgets } from './runtime/budget-notes.ts'
import { createEngine } from './runtime/create-engine.ts'
import { createDeliveries } from './runtime/deliveries.ts'
import type { Engine } from './runtime/engine.ts'
import { createErase } from './runtime/erase.ts'
import { exportShopper } from './runtime/export.ts'
import { throughGate } from './runtime/gate/through-gate.ts'
import { createLinks } from './runtime/links.ts'
import { emptyPools } from './runtime/pool-states.ts'
import { createProofs } from './runtime/proofs.ts'
import { createSteering } from './runtime/steering.ts'
import { hashAll } from './start/agent-logins.ts'
import { createArrivals } from './start/arrivals.ts'
import { openBundle } from './start/bundle.ts'
import { createChatDoors } from './start/chat-doors.ts'
import { type Close, closeServer, createClosing } from './start/closing.ts'
import { confirmPath, createConfirmDoor } from './start/confirm-door.ts'
import { connectedOf, unconnected } from './start/connected.ts'
import { createCountries } from './start/countries.ts'
import { openDataFolder, startErrorOf } from './start/data-folder.ts'
import { demoAgent, demoKeys, issueForDemo, openClock, openDemo } from './start/demo.ts'
import { createDeskDoors } from './start/desk-doors.ts'
import { createDeskFiles } from './start/desk-files.ts'
import { createDigests } from './start/digests.ts'
import { aboutDoors, addChat, addDoors } from './start/doors.ts'
import { createForgetting } from './start/forgetting.ts'
import { agentsDoors, openGate } from './start/gate.ts'
import { createInbox } from './start/inbox.ts'
import { keepRulebook } from './start/kept-rulebook.ts'
import { startKeyChange } from './start/key-change.ts'
import { listen } from './start/listen.ts'
import { createLog } from './start/log.ts'
import { createMeasuring } from './start/measuring.ts'
import { createMessengerLinks } from './start/messenger-links.ts'
import { checkRoles } from './start/named-roles.ts'
import { openAdapters } from './start/open-adapters.ts'
import { openModelOf } from './start/open-model.ts'
import { openRulebooks } from './start/open-rulebooks.ts'
import { openSealed } from './start/open-sealed.ts'
import { createReaching } from './start/reaching.ts'
import { createReading, warmUp } from './start/reading.ts'
import { createReports } from './start/reports.ts'
import { createSigningIn } from './start/signing-in.ts'
import { doAlone } from './start/sole.ts'
import { createSteadyClock } from './start/steady-clock.ts'
import { startSteering } from './start/steer.ts'
import { startUpkeep } from './start/upkeep.ts'
import { BUILT, VERSION } from './start/version.ts'
import { keepFresh } from './understand/found/items/fresh-index.ts'
import { buysNow } from './understand/sessions/page-model.ts'

export type Running = {
  readonly url: string
  /** Where the shop, the desk and the API are, in words. */
  readonly about: string
  readonly routes: readonly Route[]
  /** Tells those who watch that it will stop; until it does all goes on. */
  readonly retire: () => void
  /** Finishes what is under way and takes nothing new. */
  readonly stop: () => Promise<void>
}

/** Throws a StartError where it can't be started, with nothing left open. `adaptersOf`: the channels and desks. */
export const compose = async (config: Config, adaptersOf = openAdapters): Promise<Running> => {
  const { onStop, stop } = createClosing()
  try {
    return { ...(await open(config, adaptersOf, onStop)), stop }
  } catch (error) {
    await stop()
    throw startErrorOf(error, config.data, 'WINBACK_DATA')
  }
}

/** Where others share the store: what a dead process was sending is sent by another after this time, ms. */
const SENDING = 25_000

const open = async (
  config: Config,
  adaptersOf: typeof openAdapters,
  onStop: (close: Close) => void,
): Promise<Omit<Running, 'stop'>> => {
  const { data } = config
  const isDemo = config.storefront === null
  const log = createLog(config.log)
  const lock = openDataFolder(data)
  onStop(() => log.info({}, 'stopped'))
  onStop(lock.release)
  const {
    store,
    seal,
    keys: liveKeys,
    news,
    notices,
    isShared,
    archive,
    shareKeys,
  } = await openSealed(config)
  onStop(store.close)
  for (const notice of notices) log.warn({}, notice)
  let onRulebook = (): void => {}
  const demoClock = isDemo ? openClock(data) : null
  let onLeap = (): void => {}
  const clock =
    demoClock?.now ??
    createSteadyClock({ wall: Date.now, steady: () => performance.now(), log, onLeap: () => onLeap() })
  const rulebooks = await openRulebooks(
    ...([config, store.records, log, () => onRulebook()] as const),
    (rulebook) => noteBudgets(store.notes, rulebook, clock()),
    keepRulebook(data, BUILT),
  )
  onStop(rulebooks.close)

  const trusts = trustsOf(config.proxies)
  const countryOf = createCountries()
  const keys = demoKeys(seal, config)
  const made = isDemo && config.agents.length === 0 ? demoAgent(seal) : null
  const agents = made ? [made.login] : config.agents

  checkRoles(config, rulebooks.now().shop.agents)
  const desk = createWebDesk(() => news.tell({ about: 'desk' }))
  let sockets: Sockets | null = null
  const { metrics, meter } = createMeasuring(desk, () => ({
    ...{ store, clock, rulebook: engine.rulebook, sockets: () => sockets?.count() ?? 0 },
    outages: () => engine.outages(),
    stands: () => adapters.flatMap(({ stands }) => stands?.() ?? []),
    model: async () => (await model?.figures()) ?? null,
  }))
  const gate = openGate(metrics, log)
  const goods = keepFresh(store.catalogue)
  const reading = createReading(goods.index)
  const model = await openModelOf(config.model, reading, {
    ...{ notes: store.notes, log, meter, aside: gate.aside },
  })
  if (model) onStop(model.close)
  let url = ''
  const links = createLinks(seal)
  const arrivals = createArrivals({ engine: () => engine, links, seal, store, clock })
  const deliveries = createDeliveries(store)
  const called = (name: string): string => nameOf(engine.rulebook().shop.agents, name)
  const team = () => teamOf(engine.rulebook().shop.agents, agents)
  const channels: Channel[] = []
  const file = createDeskFiles({ engine: () => engine, records: store.records, channels: () => channels })
  const lookParts = {
    ...{ records: store.records, catalogue: goods.catalogue, outbox: store.outbox, clock },
    ...{ delivered: deliveries.of, file, team },
  }
  const reaching = createReaching({
    push: config.reach.push,
    ...lookParts,
    store,
    seal,
    links,
    isDemo,
    engine: () => engine,
    url: () => config.url ?? url,
  })
  const shown = async (items: readonly string[]): Promise<void> => {
    if (await deliveries.note(items)) desk.changed()
  }
  const adapters = await adaptersOf(config, {
    shown,
    ...{ links, notes: store.notes, catalogue: store.catalogue, clock, log },
    ...{ engine: () => engine, records: store.records, seal, trusts, countryOf },
    shop: () => engine.rulebook().shop,
    chat: reaching.chat,
    inbox: createInbox({ engine: () => engine, clock, log, arrive: arrivals.arrive }),
    deskDoors: createDeskDoors({ ...lookParts, engine: () => engine, moves: async () => steering.moves() }),
    url: () => config.url ?? url,
    languages: () => engine.rulebook().shop.languages,
  })
  channels.push(
    createWebChannel((visitor) => sockets?.wakeVisitor(visitor)),
    ...adapters.flatMap(({ channels: theirs = [] }) => theirs),
  )
  const holder = `${hostname()}-${process.pid}-${randomBytes(4).toString('hex')}`
  const inner = createEngine({
    ...{ store, news, rulebooks, seal, clock, log, random: randomBytes, meter },
    isPressed: gate.isPressed,
    understand: model?.reader ?? reading,
    finder: reading,
    chance: { buys: buysNow },
    proofs: createProofs(
      store,
      seal,
      clock,
      (proof) => (config.url ?? url) + confirmPath(links, proof, clock()),
    ),
    phrase: model?.phrase,
    links: reaching.links,
    channels,
    desks: [desk, ...adapters.flatMap(({ desks = [] }) => desks)],
    holder,
    lease: isShared ? SENDING : 0,
  })
  const engine: Engine = throughGate(inner, gate)
  const steering = createSteering({ store, rulebook: engine.rulebook, clock })
  const erase = createErase({
    ...{ store, seal, rulebook: engine.rulebook, clock, random: randomBytes },
    forget: createForgetting(data, () => channels),
  })
  const visitors = createVisitors(seal, randomBytes, isSame)
  const idOf = (visitor: string) => engine.idFor({ channel: 'web', id: visitor })
  const issue = isDemo ? issueForDemo(visitors.issue, idOf, engine.rulebook) : visitors.issue
  const { origins } = config
  const messengers = createMessengerLinks(
    adapters.flatMap(({ channels = [] }) => channels),
    ...([arrivals, () => engine, clock] as const),
  )
  sockets = createSockets(
    createChatDoors({
      ...{ engine, store, seal, visitors, pageKey: keys.page, origins, clock, log, trusts, countryOf },
      shown,
      linksOf: messengers.linksOf,
      pushKey: config.reach.push?.publicKey ?? null,
    }),
  )
  const { wakeShopper } = sockets
  onStop(engine.onLines(wakeShopper))
  onStop(news.hear(({ about }) => about === 'desk' && desk.heard()))

  const { answered, defect } = metrics
  const hooks = adapters.flatMap(({ hooks = [] }) => hooks)
  const turnAway = createTurnAway({ gate, keys, trusts, agents: agentsDoors(hooks) })
  const { app, routes, retire, isRetired, shut, isShut } = createServer({
    log,
    trusts,
    answered,
    defect,
    turnAway,
  })
  const demo =
    demoClock &&
    openDemo({
      ...{ data, clock: demoClock, secretKey: keys.secret, url: () => url, log },
      rulebook: engine.rulebook,
      catchUp: async (now) => {
        await engine.settle(now)
        sockets?.tellTime()
      },
    })
  addDoors(app, {
    ...{ engine, keys, clock, log, issue, now: Date.now, records: store.records, countryOf },
    ...{ metrics, metricsKey: config.metricsKey, version: VERSION, isRetired, check: store.probe },
    ...{ identity: config.identity, readVisitor: visitors.read, find: engine.find, ...messengers },
    ...{ counted: metrics.event, catalogue: goods.catalogue },
    bundle: await openBundle(data),
    erase: (shopper, key) => erase.erase(shopper, key, 'if_quick'),
    erasedBefore: erase.known,
    exported: (id) => exportShopper({ store, rulebook: engine.rulebook, root: engine.root }, id),
    outbox: store.outbox,
    delivered: deliveries.of,
    ...{ file, team, called },
    emptyPools: () => emptyPools(store.pools, engine.rulebook(), clock()),
    steered: steering.doings,
    moves: steering.moves,
    ...createSigningIn({ agents, seal, store, random: randomBytes }),
    onChange: (listener) => {
      const stops = [desk.onChange(listener), engine.onLines(listener)]
      return () => {
        for (const end of stops) end()
      }
    },
    report: createReports({ records: store.records, rulebook: engine.rulebook, clock }),
    digests: createDigests(
      { records: store.records, notes: store.notes, rulebook: engine.rulebook, clock },
      log,
    ),
    demo: demo?.parts ?? null,
    hooks: [...createConfirmDoor({ engine: () => engine, links, clock }), ...reachHooks(reaching), ...hooks],
    ...{ carts: reaching.carts, waiting: reaching.waiting, push: reaching.push },
    trusts,
    gate,
  })
  addChat(
    ...([app.server, sockets, isShut] as const),
    adapters.flatMap(({ upgrades = [] }) => upgrades),
    gate,
  )
  engine.start()
  onStop(engine.stop)
  for (const { stop } of adapters) if (stop) onStop(stop)
  const upkeep = startUpkeep({
    ...{ engine, records: store.records, notes: store.notes, clock, log, finishErasing: erase.finish },
    archive,
  })
  onRulebook = () => {
    upkeep.review()
    desk.changed()
  }
  onLeap = upkeep.review
  onStop(upkeep.stop)
  onStop(startSteering({ steering, log, onDone: desk.changed }))
  onStop(
    startKeyChange({ data, keys: liveKeys, shareKeys, store, seal, rulebook: engine.rulebook, clock, log }),
  )
  onStop(() => closeServer(app))
  onStop(sockets.close)
  for (const { upgrades = [] } of adapters) for (const { close } of upgrades) if (close) onStop(close)
  onStop(shut)
  url = await listen(app, config.host, config.port)
  for (const { start } of adapters) await start?.()
  for (const { alone } of adapters)
    if (alone)
      onStop(doAlone({ notes: store.notes, holder, clock: Date.now, log, isShared }, alone.name, alone.begin))
  log.info({ version: VERSION, rulebook: engine.rulebook().hash }, 'started')
  if (demo) onStop(demo.begin())
  let stopped = false
  onStop(() => {
    stopped = true
  })
  void warmUp(
    [
      goods.ready,
      reading.load,
      () => hashAll(agents),
      () => engine.rulebook().shop.holidays?.in(new Date(clock()).getUTCFullYear()),
    ],
    () => stopped,
  ).catch((error) => log.error({ err: error }, 'what reads messages could not be loaded'))
  const retireLoudly = () => {
    retire()
    log.info({}, 'going down')
  }
  const connected = connectedOf(adapters)
  const { channels: meant } = engine.rulebook().shop
  for (const channel of unconnected(meant, channels))
    log.warn({ channel }, 'channels: in shop.yaml names one that is not connected here: it is passed over')
  const agent = made && { name: made.login.name, password: made.password }
  return {
    url,
    routes,
    retire: retireLoudly,
    about: aboutDoors(url, agent, isDemo ? keys.secret : null, connected),
  }
}
