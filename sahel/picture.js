// A picture with its sentence, and a button that puts it on the clipboard where the browser allows that.
export default function ({data, parentElement}) {
  const holder = parentElement.querySelector(".picture");
  const bytes = Uint8Array.from(atob(data.png), (letter) => letter.charCodeAt(0));
  const blob = new Blob([bytes], {type: "image/png"});
  const image = document.createElement("img");
  const address = URL.createObjectURL(blob);
  image.src = address;
  image.alt = data.alt;
  image.width = data.width;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = data.copy;
  const said = document.createElement("output");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.write([new ClipboardItem({"image/png": blob})]);
      said.textContent = data.copied;
    } catch {
      said.textContent = data.failed;
    }
  });
  holder.replaceChildren(image, button, said);
  return () => URL.revokeObjectURL(address);
}
