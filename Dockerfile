# syntax=docker/dockerfile:1
FROM node:24-bookworm-slim AS build
WORKDIR /app
# Packages first: this layer lasts until the lock file changes.
COPY package.json package-lock.json .npmrc ./
COPY scripts/install.mjs scripts/
RUN node -e "import('./scripts/install.mjs').then((m) => m.ensureInstalled())"
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Without an argument all roles in one process; or one of: web redirect worker scheduler
ENTRYPOINT ["node", "dist/backend/main.js"]
