/** Answers for the site: files by what follows the root, to all pages of a context. */
export async function serve(context, root, files) {
  if (context.answer) return context.answer(new URL(root).pathname, files);
  await context.route(`${root}**`, (route) => {
    const answer = files[route.request().url().slice(root.length)];
    return answer ? route.fulfill(answer) : route.fulfill({ status: 404 });
  });
}
