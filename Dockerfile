# syntax=docker/dockerfile:1
# Two stages: the first installs and makes the Prisma client, the second holds what runs.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY prisma ./prisma
COPY prisma.config.ts ./
# The image has its own Node: the packaged one is for machines with an older Node.
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/node node_modules/node-bin-* && npm cache clean --force
COPY src ./src
COPY locales ./locales

FROM node:24-slim
LABEL org.opencontainers.image.title="Rekan" \
      org.opencontainers.image.description="Chat bot for the performance management of Indonesian civil servants (ASN)" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
    NODE_COMPILE_CACHE=/tmp/rekan-compile-cache \
    HOST=0.0.0.0 \
    DATA_DIR=/data
WORKDIR /app
COPY --from=build --chown=root:root /app ./
RUN mkdir /data && chown node:node /data && chmod 700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "--eval", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/readyz').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is process 1 and hears SIGTERM; npm would keep it to itself.
CMD ["node", "--liftoff-only", "--max-semi-space-size=4", "--heap-growing-percent=20", "src/main.ts"]
