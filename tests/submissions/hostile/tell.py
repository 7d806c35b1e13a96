import re


def tell(*found):
    """Let out what an attack has found, by every way out: output, names, a picture, a file."""
    text = " ".join(map(str, found))
    text = " ".join(re.findall(r"planted-[0-9a-f]*", text)) + " " + text[:1500]
    print(text)
    number = sum(name.startswith("told_") for name in globals())
    globals()[f"told_{number}"] = text
    plt.figure()
    plt.plot([1, 2], label=text[:250])
    plt.title(text[:250])
    plt.show()


def attempt(*actions):
    """What each of them gives, or the error that stops it."""
    for action in actions:
        try:
            tell(action())
        except BaseException as error:
            print(type(error).__name__, str(error)[:100])
