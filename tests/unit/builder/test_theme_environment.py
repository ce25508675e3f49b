"""The environments that a theme makes for a build under `mkdocs serve`."""

from jinja2 import FileSystemLoader
from mkdocs.config import load_config
from mkdocs.structure.files import Files

from mkdocs_fieldguide.builder.performance.template_cache import TemplateBytecodeCache
from mkdocs_fieldguide.builder.repeated.theme_environment import prepare_environments


def test_mkdocs_finds_the_same_files_of_the_theme_without_listing_hidden_ones(tmp_path):
    own = tmp_path / "own"
    for name in (".icons/a.svg", "assets/.hidden/b.css", "assets/c.css", ".d.css", "main.html"):
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text("x", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Site\ntheme:\n  name: material\n  custom_dir: own\n", encoding="utf-8"
    )
    config = load_config(str(tmp_path / "mkdocs.yml"))

    def listed():
        files = Files([])
        environment = config.theme.get_env()
        files.add_files_from_theme(environment, config)
        return [file.src_uri for file in files], len(environment.list_templates())

    before, count = listed()
    prepare_environments(config, None)
    after, fewer = listed()
    assert after == before
    assert "assets/c.css" in after
    assert fewer < count / 5


def test_templates_are_compiled_once_for_all_environments(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Site\ntheme: material\n", encoding="utf-8")
    cache = TemplateBytecodeCache(tmp_path / "cache")
    codes = []
    for _ in range(2):
        config = load_config(str(tmp_path / "mkdocs.yml"))
        prepare_environments(config, cache)
        environment = config.theme.get_env()
        assert isinstance(environment.loader, FileSystemLoader)
        codes.append(environment.get_template("404.html").root_render_func.__code__)
        for path in (tmp_path / "cache").iterdir():
            path.unlink()
    assert codes[0] is codes[1]
