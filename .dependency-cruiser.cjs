/** The arrows of ARCHITECTURE.md: who may import whom. Each rule has a planted sin in test/house/arrows.test.ts. */
const rule = (name, from, to) => ({ name, severity: 'error', from: { path: from }, to })

module.exports = {
  options: {
    tsPreCompilationDeps: true,
    parser: 'swc',
    exclude: { path: '^src/platform/generated/' },
    doNotFollow: { path: 'node_modules' },
  },
  forbidden: [
    rule('rules-are-pure', '^src/features/[^/]+/rules', {
      pathNot: '^(src/(lib/|chat/model\\.ts$|features/[^/]+/rules)|crypto$|node:crypto$)',
    }),
    rule('features-speak-chat', '^src/features/', { path: '^src/(channels|app)' }),
    rule('features-meet-at-the-door', '^src/features/([^/]+)/', {
      path: '^src/features/',
      pathNot: '^src/features/($1/|[^/]+/index\\.ts$)',
    }),
    rule('screens-do-not-query', 'screens\\.ts$', {
      path: '(/store\\.ts$|^src/platform/)',
      dependencyTypesNot: ['type-only'],
    }),
    rule('channels-are-strangers', '^src/channels/([^/]+)/', {
      path: '^src/(channels/(?!$1/)|features/|app)',
    }),
    rule('chat-is-bare', '^src/chat/', { path: '^src/(?!chat/|lib/)' }),
    rule('platform-is-ground', '^src/platform/', { path: '^src/(channels|features|commands|app)' }),
    rule('lib-is-pure', '^src/lib/', { path: '^src/(?!lib/)' }),
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
}
