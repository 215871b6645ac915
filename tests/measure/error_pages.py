"""Error pages from packages of site generators and themes, in all their languages.

Each system has a function from its unpacked package to pages; it puts the package's translations into the package's markup, as a template
engine would. Packages come through pip, npm and apt into a folder of the user's cache.
"""

import gettext
import html
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.measure.packages import fetch

LANGUAGES = (
    "en",
    "de",
    "fr",
    "it",
    "es",
    "pt",
    "pt_BR",
    "ru",
    "tr",
    "ar",
    "fa",
    "nl",
    "pl",
    "sv",
    "cs",
    "he",
    "ja",
    "zh_CN",
    "zh",
    "ko",
    "uk",
)


@dataclass(frozen=True)
class ErrorPage:
    """One page of one system in one language, as it would be sent."""

    system: str
    language: str
    body: bytes


def collect(folder: Path) -> Iterator[ErrorPage]:
    """Every page of every system whose package can be had."""
    for function, kind, package in SYSTEMS:
        try:
            root = fetch(folder, kind, package)
        except (OSError, subprocess.SubprocessError) as error:
            print(f"skipped {package}: {error}", file=sys.stderr)
            continue
        seen = set()
        for language, body in function(root):
            if body not in seen:
                seen.add(body)
                yield ErrorPage(package, language, body.encode())


def page(title: str, body: str, language: str = "en") -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{html.escape(title)}</title></head>'
        f'<body><nav><a href="/">Home</a> <a href="/about">About</a></nav>{body}<footer><p>Example</p></footer></body></html>'
    )


def docusaurus(root: Path) -> Iterator[tuple[str, str]]:
    """theme-classic's NotFound with theme-translations."""
    for file in sorted(root.rglob("locales/*/theme-common.json")):
        if file.parent.name == "base":
            continue
        words = json.loads(file.read_text(encoding="utf-8"))
        title, first, second = (words.get(f"theme.NotFound.{name}", "") for name in ("title", "p1", "p2"))
        body = f'<main><h1 class="hero__title">{title}</h1><p>{first}</p><p>{second}</p></main>'
        yield file.parent.name, page(f"{title} | My Site", body, file.parent.name)


def starlight(root: Path) -> Iterator[tuple[str, str]]:
    """The 404 route with its translations."""
    for file in sorted(root.rglob("translations/*.js")):
        if match := re.search(r'"404\.text":\s*"((?:[^"\\]|\\.)*)"', file.read_text(encoding="utf-8")):
            text = json.loads(f'"{match[1]}"')
            yield file.stem, page("404 | My Docs", f'<main><h1 id="_top">404</h1><p>{text}</p></main>', file.stem)


def fluid(root: Path) -> Iterator[tuple[str, str]]:
    """hexo-theme-fluid's 404 layout."""
    for file in sorted(root.rglob("languages/*.yml")):
        if match := re.search(r"page404:\s*\n(?:.*\n)*?\s+title: '([^']+)'", file.read_text(encoding="utf-8")):
            yield file.stem, page(f"{match[1]} - Hexo", f'<span class="h2" id="subtitle">{match[1]}</span>', file.stem)


def butterfly(root: Path) -> Iterator[tuple[str, str]]:
    """hexo-theme-butterfly's 404 include, with the subtitle of its configuration."""
    text = next(root.rglob("_config.yml")).read_text(encoding="utf-8")
    subtitle = re.search(r"error_404:(?:\n.*?)*?subtitle: '([^']+)'", text)
    said = subtitle[1] if subtitle else ""
    yield "en", page(f"{said} | Hexo", f'<h1 class="error_title">404</h1><div class="error_subtitle">{said}</div>')


def vuepress(root: Path) -> Iterator[tuple[str, str]]:
    """The messages of which the default theme chooses one."""
    text = next(root.rglob("404.vue")).read_text(encoding="utf-8")
    for message in re.findall(r"^\s+`([^`]+)`", text, re.MULTILINE):
        yield "en", page("VuePress", f"<h1>404</h1><blockquote>{message}</blockquote><a>Take me home.</a>")


def vitepress(root: Path) -> Iterator[tuple[str, str]]:
    """The default theme's NotFound."""
    text = next(root.rglob("NotFound.vue")).read_text(encoding="utf-8")
    title, quote = (re.search(rf"notFound\?\.{name} \?\?\s*[\"']([^\"]+?)[\"'](?: \}}|\s)", text) for name in ("title", "quote"))
    body = f"<p>404</p><h1>{title[1] if title else ''}</h1><blockquote>{quote[1] if quote else ''}</blockquote>"
    yield "en", page("404 | VitePress", body)


def nuxt(root: Path) -> Iterator[tuple[str, str]]:
    """The static template of errors 404."""
    for file in sorted(root.rglob("*404*.html"))[:1]:
        yield "en", file.read_text(encoding="utf-8")
    for file in sorted(root.rglob("error-404.mjs"))[:1] or sorted(root.rglob("error-404.js"))[:1]:
        from_template = file.read_text(encoding="utf-8")
        words = dict(re.findall(r'"(statusMessage|description|statusCode|statusText|status)":\s*"?([^",}]+)', from_template))
        said = words.get("statusMessage") or words.get("statusText", "")
        yield "en", page(f"404 - {said}", f"<h1>404</h1><h2>{said}</h2><p>{words.get('description', '')}</p>")


def apache(root: Path) -> Iterator[tuple[str, str]]:
    """The multilingual error documents, as mod_include puts them together."""
    for name in ("HTTP_NOT_FOUND", "HTTP_GONE"):
        text = next(root.rglob(f"{name}.html.var")).read_bytes().decode("utf-8", "replace")
        for language, part in re.findall(r"Body:-+([\w-]+)--\n(.*?)\n-+\1--", text, re.DOTALL):
            title = re.search(r'var="TITLE" value="([^"]*)"', part)
            said = title[1] if title else ""
            inside = re.sub(r"<!--#if expr=.*?<!--#else -->", "", part, flags=re.DOTALL)
            inside = re.sub(r"<!--.*?-->", "", inside, flags=re.DOTALL)
            yield language, page(said, f"<h1>{said}</h1><p>{inside}</p><h2>Error 404</h2><address>Apache</address>", language)


def dokuwiki(root: Path) -> Iterator[tuple[str, str]]:
    """A topic that does not exist."""
    for file in sorted(root.rglob("inc/lang/*/newpage.txt")):
        text = file.read_text(encoding="utf-8").lstrip("\ufeff")
        heading = re.search(r"=+\s*(.+?)\s*=+", text)
        rest = re.sub(r"=+.+?=+", "", text, count=1).replace("**", "")
        body = f'<div class="page"><h1 class="sectionedit1" id="x">{heading[1] if heading else ""}</h1><p>{rest}</p></div>'
        yield file.parent.name, page("some_topic [My Wiki]", body, file.parent.name)


def mediawiki(root: Path) -> Iterator[tuple[str, str]]:
    """A page without text, with its site's language."""
    for code in ("en", "de", "fr", "it", "es", "pt", "pt-br", "ru", "tr", "ar", "fa", "nl", "pl", "he", "sv", "uk"):
        words = json.loads(next(root.rglob(f"languages/i18n/{code}.json")).read_text(encoding="utf-8"))
        text = re.sub(r"\{\{[^{}]*(?:\{\{[^{}]*\}\}[^{}]*)*\}\}", "", words.get("noarticletext", ""))
        text = re.sub(r"\[\[[^\]|]*\|([^\]]*)\]\]|\[\S*\s?([^\]]*)\]", lambda m: m[1] or m[2] or "", text)
        yield (
            code,
            page("Some topic - Wiki", f'<h1 id="firstHeading">Some topic</h1><div class="noarticletext"><p>{text}</p></div>', code),
        )


def redmine(root: Path) -> Iterator[tuple[str, str]]:
    """The error view, and the static page."""
    yield "en", next(root.rglob("public/404.html")).read_text(encoding="utf-8")
    for file in sorted(root.rglob("config/locales/*.yml")):
        if match := re.search(r"""^\s+notice_file_not_found:\s*["']?(.+?)["']?$""", file.read_text(encoding="utf-8"), re.MULTILINE):
            yield file.stem, page("404 - Redmine", f'<h2>404</h2><p id="errorExplanation">{match[1]}</p>', file.stem)


def plone(root: Path) -> Iterator[tuple[str, str]]:
    """The error view of a site, with plone.app.locales."""
    for language in LANGUAGES:
        if not (words := _translations(root, language, "plone")):
            continue
        heading = words.gettext("heading_site_there_seems_to_be_an_error")
        message = words.gettext("description_site_we_apologize")
        if heading.startswith("heading_"):
            continue  # not translated
        message = "" if message.startswith("description_") else message
        yield language, page("Plone", f'<h1 class="documentFirstHeading">{heading}</h1><p>{message}</p>', language)


def django_templates(root: Path) -> Iterator[tuple[str, str]]:
    """404 templates of Django programs, with their catalogues."""
    for template in sorted(root.rglob("404.html")):
        text = template.read_text(encoding="utf-8")
        if "test" in str(template) or "project_template" in str(template):
            continue
        for language in LANGUAGES:
            words = _translations(root, language, "django")
            if language != "en" and not words:
                continue
            made = re.sub(
                r"{%\s*(?:trans|translate)\s+(['\"])(.*?)\1.*?%}", lambda m, w=words: w.gettext(m[2]) if w else m[2], text
            )  # type: ignore[misc]
            made = re.sub(r"{{\s*_\((['\"])(.*?)\1\)\s*}}", lambda m: m[2], made)
            title = re.search(r"{%-? (?:block titletag|block title|set title) ?=? ?(?:_\(['\"])?(?:%}\s*)?([^{%|]+)", made)
            made = re.sub(r"{%-? (?:block titletag|block title).*?endblock.*?%}", "", made, flags=re.DOTALL)
            made = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", " ", made, flags=re.DOTALL)
            if "error_heading" in text:  # the base template makes this block its heading
                lines = made.strip().split("\n", 1)
                made = f"<h1>{lines[0].strip()}</h1>{''.join(lines[1:])}"
            yield language, page(f"{title[1].strip(') ').strip(chr(39)) if title else 'Site'} | Example", made, language)


def mkdocs(root: Path) -> Iterator[tuple[str, str]]:
    """The 404 templates of MkDocs' own themes and of Material: the text is all in one block."""
    for file in sorted(root.rglob("404.html")):
        text = re.sub(r"{%.*?%}|{#.*?#}", " ", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        text = re.sub(r"{{\s*(?:lang\.t|_)\(['\"](.*?)['\"]\)\s*}}", r"\1", text)
        yield "en", page("My Docs", f"<main>{re.sub(r'{{.*?}}', '', text)}</main>")


def sphinx(root: Path) -> Iterator[tuple[str, str]]:
    """What sphinx-notfound-page writes unless told otherwise."""
    text = (root / "notfound" / "extension.py").read_text(encoding="utf-8")
    title = re.search(r"'title':\s*'([^']+)'|\"title\":\s*\"([^\"]+)\"", text)
    body = re.search(r"'body':\s*(?:\(\s*)?['\"]{1,3}(.+?)['\"]{1,3}\s*[,}\n]", text, re.DOTALL)
    said = (title[1] or title[2]) if title else "Page not found"
    yield "en", page(f"{said} — Project documentation", body[1] if body else f"<h1>{said}</h1>")


def wordpress(root: Path) -> Iterator[tuple[str, str]]:
    """Twenty Twenty-One's 404 template; the title is WordPress's own."""
    template = next(root.rglob("twentytwentyone/404.php")).read_text(encoding="utf-8")
    heading, *paragraphs = re.findall(r"esc_html_e\(\s*'((?:[^'\\]|\\.)*)'", template)
    yield "en", page("Page not found - Example", f'<h1 class="page-title">{heading}</h1><p>{" ".join(paragraphs)}</p>')


def wordpress_languages(root: Path) -> Iterator[tuple[str, str]]:
    """The title and headings of WordPress's own translations."""
    for file in sorted(root.rglob("wp-content/languages/[a-z][a-z]*.mo")):
        if re.fullmatch(r"[a-z]{2,3}(_[A-Z]{2})?", file.stem):
            words = gettext.GNUTranslations(file.open("rb"))
            title = words.gettext("Page not found")
            if title != "Page not found":
                yield file.stem, page(f"{title} – Example", f"<h1>{title}</h1><p>{words.gettext('Nothing Found')}</p>", file.stem)


def _translations(root: Path, language: str, domain: str) -> gettext.GNUTranslations | None:
    files = [file for file in root.rglob(f"{domain}.mo") if file.parts[-3].replace("-", "_").lower() == language.lower()]
    if files:
        return gettext.GNUTranslations(files[0].open("rb"))
    sources = [file for file in root.rglob(f"{domain}.po") if file.parts[-3].replace("-", "_").lower() == language.lower()]
    if not sources:
        return None
    compiled = sources[0].with_suffix(".mo")
    subprocess.run(["msgfmt", "-o", compiled, sources[0]], check=True, capture_output=True)
    return gettext.GNUTranslations(compiled.open("rb"))


SYSTEMS = (
    (docusaurus, "npm", "@docusaurus/theme-translations"),
    (starlight, "npm", "@astrojs/starlight"),
    (fluid, "npm", "hexo-theme-fluid"),
    (butterfly, "npm", "hexo-theme-butterfly"),
    (vuepress, "npm", "@vuepress/theme-default@1"),
    (vitepress, "npm", "vitepress"),
    (nuxt, "npm", "@nuxt/ui-templates"),
    (apache, "apt", "apache2-data"),
    (dokuwiki, "apt", "dokuwiki"),
    (mediawiki, "apt", "mediawiki"),
    (redmine, "apt", "redmine"),
    (wordpress, "apt", "wordpress-theme-twentytwentyone"),
    (wordpress_languages, "apt", "wordpress-l10n"),
    (plone, "pip", "plone.app.locales"),
    (django_templates, "pip", "django"),
    (django_templates, "pip", "django-oscar"),
    (django_templates, "pip", "wagtail"),
    (django_templates, "pip", "weblate"),
    (django_templates, "pip", "postorius"),
    (django_templates, "pip", "invenio-theme"),
    (mkdocs, "pip", "mkdocs"),
    (mkdocs, "pip", "mkdocs-material"),
    (sphinx, "pip", "sphinx-notfound-page"),
)
