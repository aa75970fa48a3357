package cli

// This file has the customizations that use keys: bundle-instance signs a policy,
// get-password-data decrypts a password.

import (
	"crypto/hmac"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"strings"
	"time"
)

// secretMember holds the secret key among the parameters until it is used.
const secretMember = "_SAK"

// signStorage adds an upload policy of 24 hours and its signature.
func (c *command) signStorage(params map[string]any) error {
	storage, _ := params["Storage"].(map[string]any)
	s3, _ := storage["S3"].(map[string]any)
	if _, ok := params["Storage"]; ok && s3 == nil {
		return usagef("missing Storage.S3; give --bucket and --prefix")
	}
	if s3 == nil {
		return nil
	}
	if _, ok := s3["UploadPolicy"]; !ok {
		for _, needed := range []string{"Bucket", "Prefix"} {
			if _, ok := s3[needed]; !ok {
				return usagef("missing Storage.S3.%s, which the upload policy names; give --bucket and --prefix, or a policy",
					needed)
			}
		}
		expires := c.clock().UTC().Add(24 * time.Hour).Format("2006-01-02T15:04:05.000000Z")
		s3["UploadPolicy"] = []byte(fmt.Sprintf(`{"expiration": "%s","conditions": [{"bucket": "%s"},{"acl": "ec2-bundle-read"},["starts-with", "$key", "%s"]]}`,
			expires, fmtString(s3["Bucket"]), fmtString(s3["Prefix"])))
	}
	secret := fmtString(s3[secretMember])
	delete(s3, secretMember)
	if _, ok := s3["UploadPolicySignature"]; ok || secret == "" {
		return nil
	}
	policy, ok := s3["UploadPolicy"].([]byte)
	if !ok {
		policy = []byte(fmtString(s3["UploadPolicy"]))
	}
	mac := hmac.New(sha1.New, []byte(secret))
	mac.Write([]byte(base64.StdEncoding.EncodeToString(policy)))
	s3["UploadPolicySignature"] = base64.StdEncoding.EncodeToString(mac.Sum(nil))
	return nil
}

func (r *run) clock() time.Time {
	if r.now != nil {
		return r.now()
	}
	return time.Now()
}

// launchKeyOption adds the option for the private key that decrypts the password.
func launchKeyOption(c *command) {
	c.add(&commandOption{option: option{name: "--priv-launch-key", dest: "priv-launch-key"}, apply: ignored,
		doc: "File with the private key that the instance was launched with, to decrypt the password."})
}

// decryptPassword replaces the encrypted password of a response.
func (c *command) decryptPassword(fields map[string]any) error {
	path, encrypted := text(c.given, "priv-launch-key"), fmtString(fields["PasswordData"])
	if path == "" || strings.TrimSpace(encrypted) == "" {
		return nil
	}
	plain, err := c.decrypt(path, encrypted)
	if err != nil {
		return &valueError{fmt.Sprintf("Unable to decrypt password data using provided private key file: %v", err)}
	}
	fields["PasswordData"] = plain
	return nil
}

func (c *command) decrypt(path, encrypted string) (string, error) {
	data, err := c.readFile(path)
	if err != nil {
		return "", err
	}
	key, err := privateKey(data)
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	sealed, err := base64.StdEncoding.DecodeString(strings.TrimSpace(encrypted))
	if err != nil {
		return "", err
	}
	// EC2 encrypts with PKCS #1 v1.5, so nothing else can decrypt its response.
	plain, err := rsa.DecryptPKCS1v15(nil, key, sealed)
	return string(plain), err
}

func privateKey(data []byte) (*rsa.PrivateKey, error) {
	block, _ := pem.Decode(data)
	if block == nil {
		return nil, errors.New("not a PEM file")
	}
	if key, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil {
		return key, nil
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	key, ok := parsed.(*rsa.PrivateKey)
	if !ok {
		return nil, errors.New("not an RSA key")
	}
	return key, nil
}
