"""The clinic's mail server of the delivery tests, on Debian's aiosmtpd.

Standard output tells what happens, a line each. Standard input takes the name of a manner a line; at its end the server ends.
With a certificate it offers STARTTLS and demands it and a log-in; without one it takes mail in the clear.
"""
import argparse
import asyncio
import email
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

MANNERS = ("normal", "refuse-recipient", "try-later", "refuse-message", "hang-up")


def say(*words):
    print(*words, flush=True)


class Mailbox:
    def __init__(self, folder, manner):
        self.folder, self.manner, self.count = folder, manner, 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.manner == "refuse-recipient":
            say("refused", address)
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.manner == "try-later":
            say("put off")
            return "451 4.3.0 Try again later"
        if self.manner == "refuse-message":
            say("refused message")
            return "554 5.7.1 Message refused"
        self.count += 1
        name = f"{self.count:04}.eml"
        (self.folder / (name + ".part")).write_bytes(envelope.content)
        (self.folder / (name + ".part")).rename(self.folder / name)
        if self.manner == "hang-up":
            server.transport.abort()
        say("accepted", name, server.channel, "log-in" if session.authenticated else "nobody", envelope.mail_from, ",".join(envelope.rcpt_tos), email.message_from_bytes(envelope.content)["Subject"])
        return "250 OK"


class Conversation(SMTP):
    @property
    def channel(self):
        return "tls" if self.session.ssl else "clear"

    async def smtp_AUTH(self, arg):
        say("AUTH", self.channel)
        # Mechanism names have no case; aiosmtpd knows only capitals and .NET writes "login".
        mechanism, _, rest = (arg or "").partition(" ")
        await super().smtp_AUTH(f"{mechanism.upper()} {rest}".strip())

    async def smtp_MAIL(self, arg):
        say("MAIL", self.channel)
        await super().smtp_MAIL(arg)


async def listen_to_test(mailbox):
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := (await reader.readline()).decode().strip():
        mailbox.manner = line
        say("manner", line)


async def main():
    options = argparse.ArgumentParser()
    options.add_argument("--mailbox", type=pathlib.Path, required=True)
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--manner", choices=MANNERS, default="normal")
    options.add_argument("--certificate")
    options.add_argument("--key")
    options.add_argument("--user", default="")
    options.add_argument("--password", default="")
    asked = options.parse_args()

    mailbox = Mailbox(asked.mailbox, asked.manner)
    security = {}
    if asked.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(asked.certificate, asked.key)

        def judge(server, session, envelope, mechanism, data):
            return AuthResult(success=(data.login.decode(), data.password.decode()) == (asked.user, asked.password))

        security = {"tls_context": context, "require_starttls": True, "auth_required": True, "auth_require_tls": True, "authenticator": judge}

    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Conversation(mailbox, hostname="localhost", loop=loop, **security), "127.0.0.1", asked.port)
    say("listening", server.sockets[0].getsockname()[1])
    await listen_to_test(mailbox)


asyncio.run(main())
