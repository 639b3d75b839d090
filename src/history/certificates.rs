//! Signatures that were made with an SSH certificate: a key that an authority vouches for, for some names and some time.

use ssh_encoding::pem::PemLabel;
use ssh_encoding::{Decode, DecodePem, Reader};
use ssh_key::certificate::CertType;
use ssh_key::{Certificate, Error, HashAlg, PublicKey, Signature, SshSig};

/// What [`SshSig`] reads, with a certificate in the place of the key.
pub(super) struct Certified {
    certificate: Certificate,
    signature: SshSig,
}

/// The letters before a signature, by the format's description (OpenSSH's PROTOCOL.sshsig).
const MAGIC: &[u8] = b"SSHSIG";

impl PemLabel for Certified {
    const PEM_LABEL: &'static str = <SshSig as PemLabel>::PEM_LABEL;
}

impl Decode for Certified {
    type Error = Error;

    fn decode(reader: &mut impl Reader) -> Result<Self, Error> {
        let mut magic = [0; MAGIC.len()];
        reader.read(&mut magic)?;
        let version = u32::decode(reader)?;
        if magic != MAGIC || version != SshSig::VERSION {
            return Err(Error::FormatEncoding);
        }
        let certificate = reader.read_prefixed(Certificate::decode)?;
        let namespace = String::decode(reader)?;
        let _reserved = Vec::<u8>::decode(reader)?;
        let hash = HashAlg::decode(reader)?;
        let signature = reader.read_prefixed(Signature::decode)?;
        let signature = SshSig::new(certificate.public_key().clone(), namespace, hash, signature)?;
        Ok(Certified { certificate, signature })
    }
}

impl Certified {
    /// Reads a signature; `None` for one that was made with a key alone.
    pub(super) fn from_pem(text: &str) -> Option<Certified> {
        Certified::decode_pem(text).ok()
    }

    /// The authority that made the certificate.
    pub(super) fn authority(&self) -> PublicKey {
        PublicKey::from(self.certificate.signature_key().clone())
    }

    /// The names that the certificate is for: of none of them it says nothing.
    pub(super) fn names(&self) -> &[String] {
        self.certificate.valid_principals()
    }

    /// Fingerprint of the key that signed.
    pub(super) fn fingerprint(&self) -> String {
        self.key().fingerprint(HashAlg::Sha256).to_string()
    }

    fn key(&self) -> PublicKey {
        PublicKey::from(self.signature.public_key().clone())
    }

    /// Checks what was signed, and the certificate at a time in seconds since 1970. Who made it is for the caller to judge.
    ///
    /// # Errors
    /// It proves nothing: why, as the second half of a sentence.
    pub(super) fn check(&self, namespace: &str, payload: &[u8], seconds: i64) -> Result<(), String> {
        self.key()
            .verify(namespace, payload, &self.signature)
            .map_err(|error| format!("has a signature that does not fit its content ({error})"))?;
        let certificate = &self.certificate;
        if certificate.cert_type() != CertType::User {
            return Err("is signed with a certificate for a machine, not for a person".to_owned());
        }
        if let Some((name, _)) = certificate.critical_options().iter().next() {
            return Err(format!(
                "is signed with a certificate under the condition `{name}`, which tickmark does not know"
            ));
        }
        let time = u64::try_from(seconds).unwrap_or_default();
        let holds = certificate.valid_after() <= time && time < certificate.valid_before();
        let authority = certificate.signature_key().fingerprint(HashAlg::Sha256);
        match certificate.validate_at(time, [&authority]) {
            Ok(()) => Ok(()),
            Err(_) if holds => Err("is signed with a certificate that its authority did not sign".to_owned()),
            Err(_) => Err("is signed with a certificate that did not hold on that day".to_owned()),
        }
    }
}
