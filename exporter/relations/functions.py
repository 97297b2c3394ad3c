"""The functions that a SELECT calls, and those that answer differently each time or have an effect."""

from itertools import pairwise

from exporter.relations.sql_text import tokens

VOLATILE = frozenset(
    "random rand randomblob uuid uuid_short gen_random_uuid uuid_generate_v4 clock_timestamp timeofday sysdate "
    "nextval setval currval lastval set_config sleep pg_sleep pg_sleep_for pg_sleep_until benchmark get_lock "
    "release_lock pg_notify txid_current pg_current_xact_id pg_terminate_backend pg_cancel_backend pg_reload_conf "
    "lo_create lo_creat lo_from_bytea lo_put lo_unlink lo_import lo_export pg_read_file pg_read_binary_file "
    "pg_ls_dir load_file load_extension dblink dblink_exec query_to_xml last_insert_id changes total_changes".split()
)
"""Functions that do not only read rows. https://www.postgresql.org/docs/current/xfunc-volatility.html"""

_LOCKS = ("pg_advisory_", "pg_try_advisory_")


def called_in(sql: str) -> frozenset[str]:
    """Return the names of the functions that a SELECT calls, in lower case. Raises SqlError for what is no SELECT."""
    found = tokens(sql)
    return frozenset(
        token.text.strip('"`').lower()
        for token, following in pairwise(found)
        if token.kind in {"name", "quoted"} and following.text == "("
    )


def volatile_in(sql: str) -> list[str]:
    """Return the functions of a SELECT that answer differently each time, or have an effect; sorted."""
    return sorted(name for name in called_in(sql) if name in VOLATILE or name.startswith(_LOCKS))
