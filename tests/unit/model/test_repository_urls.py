"""Addresses of repositories in all forms that Git accepts."""

import pytest

from mkdocs_fieldguide.model.repository_urls import pull_request_folder, repository_address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://github.com/o/r", "https://github.com/o/r"),
        ("https://github.com/o/r/", "https://github.com/o/r/"),
        ("https://github.com/o/r.git", "https://github.com/o/r"),
        ("https://gitlab.com/group/sub/r.git/", "https://gitlab.com/group/sub/r"),
        ("git@github.com:o/r.git", "https://github.com/o/r"),
        ("git@codeberg.org:/o/r.git", "https://codeberg.org/o/r"),
        ("ssh://git@bitbucket.org/o/r.git", "https://bitbucket.org/o/r"),
        ("ssh://git@gitlab.example.org:2222/o/r", "https://gitlab.example.org/o/r"),
        ("git+ssh://git@github.com/o/r.git", "https://github.com/o/r"),
        ("git+https://github.com/o/r.git", "https://github.com/o/r"),
        ("git://git.example.org/r.git", "https://git.example.org/r"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://user@example.org/r", "https://user@example.org/r"),
        ("", ""),
    ],
)
def test_a_repository_has_one_address(written, address):
    assert repository_address(written) == address
    assert repository_address(address) == address


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("https://github.com/o/r", "pull"),
        ("https://gitlab.com/o/r", "-/merge_requests"),
        ("https://codeberg.org/o/r", "pulls"),
        ("https://bitbucket.org/o/r", "pull-requests"),
        ("https://code.example.org/o/r", "pull"),
    ],
)
def test_pull_requests_have_the_folder_of_their_host(url, folder):
    assert pull_request_folder(url) == folder
