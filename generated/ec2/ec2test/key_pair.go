package ec2test

// This file implements key pairs. Private keys are real. They are returned once and
// not kept.

import (
	"context"
	"crypto/ed25519"
	"crypto/md5"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/pem"
	"math/big"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

type keyPair struct {
	meta
	types.KeyPairInfo `json:"KeyPair"`
}

var keyPairs = newResource[keyPair](kind{
	name: "keyPair", noun: "key pair", prefix: "key", resource: types.ResourceTypeKeyPair,
	malformed: "InvalidKeyPairId.Malformed", notFound: "InvalidKeyPair.NotFound",
	members: []string{"KeyPairId", "KeyPairIds"},
})

var keyPairFilters = filters{"fingerprint": "KeyFingerprint", "key-name": "KeyName", "key-pair-id": "KeyPairId"}

// DescribeKeyPairs describes key pairs, the oldest first.
func (e *EC2) DescribeKeyPairs(ctx context.Context, in *ec2.DescribeKeyPairsInput) (*ec2.DescribeKeyPairsOutput,
	error) {
	return describe[ec2.DescribeKeyPairsOutput](ctx, e, in, listing[keyPair, types.KeyPairInfo]{
		resource: keyPairs, ids: "KeyPairIds", filters: keyPairFilters,
		names: "KeyNames", name: func(k *keyPair) string { return *k.KeyName },
		show: func(k *keyPair, _ *tx) *types.KeyPairInfo {
			out := k.KeyPairInfo
			if !aws.ToBool(in.IncludePublicKey) {
				out.PublicKey = nil
			}
			return &out
		}})
}

// named returns the caller's key pair with a name, or nil if there is none.
func (t *tx) keyNamed(name *string) *keyPair {
	for _, k := range keyPairs.own(t) {
		if *k.KeyName == aws.ToString(name) {
			return k
		}
	}
	return nil
}

// newKey adds a key pair if its name is free.
func (t *tx) newKey(in any, name, fingerprint, public string, kind types.KeyType) (*keyPair, error) {
	if t.keyNamed(&name) != nil {
		return nil, rejectf("InvalidKeyPair.Duplicate", "The keypair already exists: %s", quote(name))
	}
	k := keyPairs.add(t, &keyPair{})
	k.KeyPairInfo = types.KeyPairInfo{KeyPairId: aws.String(k.ID), KeyName: &name, KeyFingerprint: &fingerprint,
		KeyType:   kind,
		PublicKey: &public, CreateTime: aws.Time(t.now.Truncate(time.Millisecond)), Tags: tagsFor(in,
			types.ResourceTypeKeyPair)}
	return k, nil
}

// CreateKeyPair creates a key pair. It makes the key before it takes the lock,
// because making one takes long.
func (e *EC2) CreateKeyPair(ctx context.Context, in *ec2.CreateKeyPairInput) (*ec2.CreateKeyPairOutput, error) {
	if in.KeyFormat == types.KeyFormatPpk {
		return nil, reject("UnsupportedOperation", "keys in the format of PuTTY are not made here; use pem")
	}
	made, err := newPrivateKey(in.KeyType)
	if err != nil {
		return nil, err
	}
	return write(ctx, e, in, func(t *tx) (*ec2.CreateKeyPairOutput, error) {
		k, err := t.newKey(in, *in.KeyName, made.fingerprint, made.public, made.kind)
		if err != nil {
			return nil, err
		}
		out := project[ec2.CreateKeyPairOutput](&k.KeyPairInfo)
		out.KeyMaterial = &made.private
		return out, nil
	})
}

// ImportKeyPair adds a public key in OpenSSH's format.
func (e *EC2) ImportKeyPair(ctx context.Context, in *ec2.ImportKeyPairInput) (*ec2.ImportKeyPairOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.ImportKeyPairOutput, error) {
		fingerprint, kind, err := publicFingerprint(string(in.PublicKeyMaterial))
		if err != nil {
			return nil, err
		}
		k, err := t.newKey(in, *in.KeyName, fingerprint, string(in.PublicKeyMaterial), kind)
		if err != nil {
			return nil, err
		}
		return project[ec2.ImportKeyPairOutput](&k.KeyPairInfo), nil
	})
}

// DeleteKeyPair removes a key pair by name or id. It is not an error if the key
// pair does not exist.
func (e *EC2) DeleteKeyPair(ctx context.Context, in *ec2.DeleteKeyPairInput) (*ec2.DeleteKeyPairOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.DeleteKeyPairOutput, error) {
		if in.KeyName == nil && in.KeyPairId == nil {
			return nil, reject("MissingParameter", "The request must contain the parameter KeyName or KeyPairId")
		}
		k := t.keyNamed(in.KeyName)
		if in.KeyPairId != nil {
			k, _ = keyPairs.get(t, in.KeyPairId)
		}
		if k == nil {
			return nil, nil
		}
		return &ec2.DeleteKeyPairOutput{KeyPairId: k.KeyPairId}, keyPairs.remove(t, k.KeyPairId)
	})
}

// A privateKey is a new key in the forms that EC2 returns.
type privateKey struct {
	private, public, fingerprint string
	kind                         types.KeyType
}

func newPrivateKey(kind types.KeyType) (privateKey, error) {
	if kind == types.KeyTypeEd25519 {
		public, private, err := ed25519.GenerateKey(rand.Reader)
		if err != nil {
			return privateKey{}, err
		}
		line := sshLine("ssh-ed25519", public)
		fingerprint, _, err := publicFingerprint(line)
		return privateKey{private: openSSH(public, private), public: line, fingerprint: fingerprint, kind: kind}, err
	}
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return privateKey{}, err
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return privateKey{}, err
	}
	sum := sha1.Sum(der) // AWS's fingerprint of keys that it made
	block := &pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(private)}
	return privateKey{private: string(pem.EncodeToMemory(block)), fingerprint: colons(sum[:]), kind: types.KeyTypeRsa,
		public: sshLine("ssh-rsa", big.NewInt(int64(private.E)).Bytes(), positive(private.N))}, nil
}

// positive returns a number in SSH's format: with a zero byte before a high first
// bit.
func positive(n *big.Int) []byte {
	return append(make([]byte, 1-min(1, (8-n.BitLen()%8)%8)), n.Bytes()...)
}

// colons returns a hash as pairs of digits, separated by colons.
func colons(sum []byte) string {
	digits := make([]string, len(sum))
	for i, b := range sum {
		digits[i] = hex.EncodeToString([]byte{b})
	}
	return strings.Join(digits, ":")
}

// sshFields returns fields in SSH's format: each after its length.
func sshFields(fields ...[]byte) (b []byte) {
	for _, f := range fields {
		b = append(binary.BigEndian.AppendUint32(b, uint32(len(f))), f...)
	}
	return b
}

// sshLine returns a public key as a line in OpenSSH's format.
func sshLine(name string, fields ...[]byte) string {
	return name + " " + base64.StdEncoding.EncodeToString(sshFields(append([][]byte{[]byte(name)}, fields...)...))
}

// openSSH returns an Ed25519 key in OpenSSH's format, not encrypted.
func openSSH(public ed25519.PublicKey, private ed25519.PrivateKey) string {
	name, check := []byte("ssh-ed25519"), make([]byte, 4)
	_, _ = rand.Read(check)
	secret := append(append([]byte{}, check...), check...)
	secret = append(secret, sshFields(name, public, private, nil)...)
	for n := byte(1); len(secret)%8 != 0; n++ {
		secret = append(secret, n)
	}
	b := append([]byte("openssh-key-v1\x00"), sshFields([]byte("none"), []byte("none"), nil)...)
	b = binary.BigEndian.AppendUint32(b, 1)
	b = append(b, sshFields(sshFields(name, public), secret)...)
	return string(pem.EncodeToMemory(&pem.Block{Type: "OPENSSH PRIVATE KEY", Bytes: b}))
}

// publicFingerprint returns EC2's fingerprint of an imported key: MD5 of an RSA key
// in DER, SHA-256 of an Ed25519 key in SSH's format.
func publicFingerprint(line string) (string, types.KeyType, error) {
	malformed := reject("InvalidKey.Format", "Key is not in valid OpenSSH public key format")
	words := strings.Fields(line)
	if len(words) < 2 {
		return "", "", malformed
	}
	blob, err := base64.StdEncoding.DecodeString(words[1])
	if err != nil {
		return "", "", malformed
	}
	var fields [][]byte
	for rest := blob; len(rest) > 0; {
		if len(rest) < 4 || uint64(binary.BigEndian.Uint32(rest)) > uint64(len(rest)-4) {
			return "", "", malformed
		}
		n := binary.BigEndian.Uint32(rest)
		fields, rest = append(fields, rest[4:4+n]), rest[4+n:]
	}
	switch {
	case words[0] == "ssh-ed25519" && len(fields) == 2 && string(fields[0]) == words[0]:
		sum := sha256.Sum256(blob)
		return base64.StdEncoding.EncodeToString(sum[:]), types.KeyTypeEd25519, nil
	case words[0] == "ssh-rsa" && len(fields) == 3 && string(fields[0]) == words[0] && len(fields[1]) <= 4:
		key := &rsa.PublicKey{N: new(big.Int).SetBytes(fields[2]), E: int(new(big.Int).SetBytes(fields[1]).Int64())}
		der, err := x509.MarshalPKIXPublicKey(key)
		if err != nil {
			return "", "", malformed
		}
		sum := md5.Sum(der)
		return colons(sum[:]), types.KeyTypeRsa, nil
	}
	return "", "", malformed
}
