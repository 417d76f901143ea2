/** The arrows of ARCHITECTURE.md: who may import whom. Each rule has a planted sin in test/house/arrows.test.ts. */
const rule = (name, from, to) => ({ name, severity: 'error', from: { path: from }, to })

module.exports = {
  options: {
    // swc reads the sources, type-only imports included; `tsPreCompilationDeps` would ask for a TypeScript before 7.
    parser: 'swc',
    exclude: { path: '^src/platform/generated/' },
    doNotFollow: { path: 'node_modules' },
  },
  forbidden: [
    rule('domain-is-pure', '^src/domain/', { path: '^src/(?!domain/)|^(node:)?fs|^(node:)?http' }),
    rule('rules-are-pure', '^src/features/.+/rules[^/]*\\.ts$', {
      pathNot:
        '^(src/(domain/|chat/model\\.ts$|platform/spreadsheets/(model|cells)\\.ts$|features/.+/rules[^/]*\\.ts$)|crypto$|node:crypto$)',
    }),
    rule('features-know-no-platform', '^src/features/', { path: '^src/(channels|commands|app|runtime)' }),
    rule('features-meet-at-the-api', '^src/features/([^/]+/[^/]+)/', {
      path: '^src/features/',
      pathNot: '^src/features/($1/|[^/]+/[^/]+/api\\.ts$)',
    }),
    rule('screens-do-not-query', '^src/features/.*(screens|cards|forms)\\.ts$', {
      path: '(/repository[^/]*\\.ts$|^src/platform/)',
      dependencyTypesNot: ['type-only'],
    }),
    rule('channels-do-not-meet', '^src/channels/([^/]+)/', {
      path: '^src/(channels/(?!$1/)|features/|app|runtime)',
      dependencyTypesNot: ['type-only'],
    }),
    rule('chat-knows-the-domain-only', '^src/chat/', { path: '^src/(?!chat/|domain/)' }),
    rule('platform-knows-no-feature', '^src/platform/', {
      path: '^src/(channels|features|commands|app|runtime)',
    }),
    rule('nothing-imports-main', '^src/', { path: '^src/main\\.ts$' }),
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
}
